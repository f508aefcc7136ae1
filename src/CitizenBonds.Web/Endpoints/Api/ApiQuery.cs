using System.Globalization;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>Reads the query of an address; what cannot be read is refused by its name, never guessed.</summary>
internal static class ApiQuery
{
    /// <summary>Most lines of one answer, and how many there are when nothing is said.</summary>
    public const int LimitMax = 500;

    public static bool TryLimit(HttpContext http, out int limit, out ApiProblem? problem)
    {
        limit = LimitMax;
        problem = null;
        var text = http.Request.Query["limit"].ToString();
        if (text.Length == 0) return true;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit)
            && limit is > 0 and <= LimitMax) return true;
        problem = Unreadable("limit");
        return false;
    }

    /// <param name="number">Null when the address does not say.</param>
    public static bool TryNumber(HttpContext http, string name, out long? number, out ApiProblem? problem)
    {
        (number, problem) = (null, null);
        var text = http.Request.Query[name].ToString();
        if (text.Length == 0) return true;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
        {
            number = read;
            return true;
        }

        problem = Unreadable(name);
        return false;
    }

    public static ApiProblem Unreadable(string name) => new(ApiRefusal.ParameterUnreadable, ("name", name));
}
