using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>
/// Fills a page's <c>[Parameter]</c> properties from the route and the query by their names in camel case. A value that
/// is absent, too long or not of the property's type leaves the property alone: a broken link shows the page's start.
/// </summary>
public sealed class PageParameters
{
    private const int ValueLengthMax = 200;

    private readonly (string Name, string QueryName, Type Type)[] _properties;

    public PageParameters(Type page)
    {
        _properties =
        [
            .. page.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.IsDefined(typeof(ParameterAttribute)))
                .OrderBy(property => property.Name, StringComparer.Ordinal)
                .Select(property => (property.Name, CamelCase(property.Name), UnderlyingType(property.PropertyType))),
        ];
    }

    /// <summary>
    /// The known part of the query in a fixed order, escaped: "?after=12&amp;tier=A"; empty when nothing is known.
    /// </summary>
    public string KnownQuery(HttpRequest request)
    {
        if (!request.QueryString.HasValue) return "";
        var known = new StringBuilder();
        foreach (var (_, name, type) in _properties)
        {
            var text = request.Query[name].ToString();
            if (text.Length is 0 or > ValueLengthMax || request.RouteValues.ContainsKey(name)) continue;
            if (Parse(text, type) is null) continue;
            known.Append(known.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(text));
        }
        return known.ToString();
    }

    public Dictionary<string, object?> Read(HttpRequest request)
    {
        var values = new Dictionary<string, object?>(_properties.Length);
        foreach (var (property, name, type) in _properties)
        {
            var text = request.RouteValues.TryGetValue(name, out var routed)
                ? Convert.ToString(routed, CultureInfo.InvariantCulture)
                : request.Query[name].ToString();
            if (string.IsNullOrEmpty(text) || text.Length > ValueLengthMax) continue;
            if (Parse(text, type) is { } value) values[property] = value;
        }
        return values;
    }

    private static object? Parse(string text, Type type)
    {
        var culture = CultureInfo.InvariantCulture;
        if (type == typeof(string)) return text;
        if (type == typeof(long))
            return long.TryParse(text, NumberStyles.Integer, culture, out var number) ? number : null;
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.Integer, culture, out var number) ? number : null;
        if (type == typeof(bool)) return bool.TryParse(text, out var isOn) ? isOn : null;
        if (type == typeof(Guid)) return Guid.TryParse(text, out var id) ? id : null;
        if (type == typeof(DateOnly)) return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date : null;
        return Enum.TryParse(type, text, ignoreCase: true, out var member) && Enum.IsDefined(type, member)
            ? member
            : null;
    }

    private static Type UnderlyingType(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        Type[] known = [typeof(string), typeof(long), typeof(int), typeof(bool), typeof(Guid), typeof(DateOnly)];
        if (known.Contains(plain) || plain.IsEnum) return plain;
        throw new ArgumentException($"A public page cannot take a {plain.Name} from its address.", nameof(type));
    }

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
