using System.IO.Compression;
using System.Text;
using CitizenBonds.Web.Endpoints.PublicPages;
using Microsoft.Net.Http.Headers;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>
/// Sends a file that is made while it is sent: compressed when the reader accepts it, never held in memory.
/// </summary>
internal static class OpenDataResponse
{
    public const string Csv = "text/csv; charset=utf-8";
    public const string Json = "application/json; charset=utf-8";
    public const string Pdf = "application/pdf";
    public const string JsonLines = "application/x-ndjson; charset=utf-8";

    private const string AskAgain = "public, max-age=0, must-revalidate";
    private const string NeverChanges = "public, max-age=31536000, immutable";

    /// <param name="neverChanges">True for what is fixed by its address for ever.</param>
    public static async Task WriteAsync(
        HttpContext http, string contentType, bool neverChanges, Func<Stream, CancellationToken, Task> write)
    {
        var coding = ContentCodings.Best(http.Request.Headers.AcceptEncoding.ToString());
        var headers = http.Response.Headers;
        http.Response.ContentType = contentType;
        headers[HeaderNames.CacheControl] = neverChanges ? NeverChanges : AskAgain;
        headers[HeaderNames.Vary] = HeaderNames.AcceptEncoding;
        headers[HeaderNames.AccessControlAllowOrigin] = "*"; // Open data: any page may read it, nobody's name is in it.
        if (coding.Name() is { } name) headers[HeaderNames.ContentEncoding] = name;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        var body = http.Response.Body;
        await using var coded = coding switch
        {
            ContentCoding.Brotli => new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true),
            ContentCoding.Gzip => new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true),
            _ => body,
        };
        await write(coded, http.RequestAborted);
    }

    public static Task WriteTextAsync(HttpContext http, string contentType, bool neverChanges, string text) =>
        WriteBytesAsync(http, contentType, neverChanges, Encoding.UTF8.GetBytes(text));

    public static Task WriteBytesAsync(HttpContext http, string contentType, bool neverChanges, byte[] bytes) =>
        WriteAsync(
            http, contentType, neverChanges, (output, token) => output.WriteAsync(bytes, token).AsTask());

    /// <summary>The designed 404, as for any page.</summary>
    public static Task NotFoundAsync(HttpContext http) =>
        PublicPageEndpoints.ServeStatusAsync(http, typeof(Pages.NotFoundPage), StatusCodes.Status404NotFound);

    /// <summary>
    /// A request for data that cannot be understood is refused: half the data would look like all of it.
    /// </summary>
    public static Task RefuseAsync(HttpContext http, string name)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync($"The value of '{name}' is not one this address knows.\n", http.RequestAborted);
    }
}
