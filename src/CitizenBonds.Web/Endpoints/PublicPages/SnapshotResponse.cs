using Microsoft.Net.Http.Headers;

namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>
/// Sends a snapshot in the smallest form the browser accepts, or nothing when it has this one already.
/// </summary>
public static class SnapshotResponse
{
    public static Task WriteAsync(HttpContext http, Snapshot snapshot)
    {
        var coding = ContentCodings.Best(http.Request.Headers.AcceptEncoding.ToString());
        var response = http.Response;
        var tag = snapshot.EntityTag(coding);
        response.StatusCode = snapshot.StatusCode;
        response.Headers[HeaderNames.ETag] = tag;
        if (snapshot.StatusCode == StatusCodes.Status200OK && IsKnownToBrowser(http.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var body = snapshot.In(coding);
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        if (coding.Name() is { } name) response.Headers[HeaderNames.ContentEncoding] = name;
        if (HttpMethods.IsHead(http.Request.Method)) return Task.CompletedTask;
        // It is there already: a visitor who leaves has nothing to cancel.
        var sending = response.BodyWriter.WriteAsync(body, CancellationToken.None);
        return sending.IsCompletedSuccessfully ? Task.CompletedTask : sending.AsTask();
    }

    private static bool IsKnownToBrowser(HttpRequest request, string tag)
    {
        var known = request.Headers.IfNoneMatch.ToString();
        return known.Length > 0 && (known == tag || known.Contains(tag, StringComparison.Ordinal) || known == "*");
    }
}
