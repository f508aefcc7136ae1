using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CitizenBonds.Web.Tests;

/// <summary>Renders one component to a document, in a pinned language.</summary>
internal static class Rendering
{
    public static CultureInfo English => SiteCulture.English;

    public static CultureInfo Japanese => SiteCulture.Japanese;

    public static async Task<IElement> RenderAsync<TComponent>(
        CultureInfo culture, params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
        var services = new ServiceCollection()
            .AddSingleton<Words>()
            .AddSingleton<NavigationManager, FixedAddress>()
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var view = ParameterView.FromDictionary(parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(view)).ToHtmlString());
        return new HtmlParser().ParseDocument(html).Body!; // A parsed document has a body.
    }

    private sealed class FixedAddress : NavigationManager
    {
        public FixedAddress() => Initialize("https://portal.test/", "https://portal.test/bonds?tier=A");
    }
}
