using System.Globalization;

namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>
/// What a public page may know of the request, cascaded to everything it renders: never who asks, so that one snapshot
/// serves all.
/// </summary>
public sealed class PublicRequest
{
    public required string Path { get; init; }

    /// <summary>The known part of the query, "?a=b&amp;c=d" or empty.</summary>
    public required string Query { get; init; }

    public required CultureInfo Culture { get; init; }

    public string Address => Path + Query;

    public int StatusCode { get; private set; } = StatusCodes.Status200OK;

    /// <summary>What the address names does not exist: the visitor gets the designed 404 instead of the page.</summary>
    public void NotFound() => StatusCode = StatusCodes.Status404NotFound;

    internal void Become(int statusCode) => StatusCode = statusCode;
}
