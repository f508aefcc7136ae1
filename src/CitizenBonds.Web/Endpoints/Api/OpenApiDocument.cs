using CitizenBonds.Web.Endpoints.OpenData;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>The description of the interface, kept by hand and compared with the running host by a test.</summary>
internal static class OpenApiDocument
{
    private const string Name = "CitizenBonds.Web.openapi.json";
    private static readonly Lazy<byte[]> Bytes = new(Read);

    public static Task ServeAsync(HttpContext http) =>
        OpenDataResponse.WriteBytesAsync(http, OpenDataResponse.Json, neverChanges: false, Bytes.Value);

    private static byte[] Read()
    {
        using var source = typeof(OpenApiDocument).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The embedded file {Name} is missing.");
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }
}
