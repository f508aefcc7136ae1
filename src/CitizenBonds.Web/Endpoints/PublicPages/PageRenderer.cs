using System.Globalization;
using CitizenBonds.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>
/// Renders a public page to text outside any request: own service scope, own culture, no cookies, nobody signed in.
/// </summary>
public sealed class PageRenderer(IServiceScopeFactory scopes, ILoggerFactory loggers) : IDisposable
{
    private const int RenderingsMax = 8;
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);

    // Public pages skip the rate limiter because snapshots cost nothing; what does cost is bounded here.
    private readonly SemaphoreSlim _renderings = new(RenderingsMax);

    /// <exception cref="TimeoutException">Too many pages are being rendered already.</exception>
    public async Task<(int StatusCode, string Html)> RenderAsync(
        Type page, PublicRequest request, IDictionary<string, object?> parameters)
    {
        if (!await _renderings.WaitAsync(WaitMax)) throw new TimeoutException("No room to render a public page.");
        try
        {
            CultureInfo.CurrentCulture = request.Culture;
            CultureInfo.CurrentUICulture = request.Culture;
            var html = await RenderDocumentAsync(page, request, parameters);
            if (request.StatusCode == StatusCodes.Status404NotFound && page != typeof(Pages.NotFoundPage))
                html = await RenderDocumentAsync(typeof(Pages.NotFoundPage), request, NoParameters);
            return (request.StatusCode, html);
        }
        finally
        {
            _renderings.Release();
        }
    }

    public void Dispose() => _renderings.Dispose();

    private static Dictionary<string, object?> NoParameters => [];

    private async Task<string> RenderDocumentAsync(
        Type page, PublicRequest request, IDictionary<string, object?> parameters)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var document = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(PublicDocument.Page)] = page,
            [nameof(PublicDocument.PageParameters)] = parameters,
            [nameof(PublicDocument.Request)] = request,
        });
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var output = await renderer.RenderComponentAsync<PublicDocument>(document);
            return PlainCharacters.Restore(output.ToHtmlString());
        });
    }
}
