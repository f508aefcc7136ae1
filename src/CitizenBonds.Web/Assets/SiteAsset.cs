using System.IO.Compression;
using System.Security.Cryptography;
using CitizenBonds.Web.Endpoints.PublicPages;

namespace CitizenBonds.Web.Assets;

/// <summary>A file of the site with its compressed forms, kept in memory.</summary>
public sealed class SiteAsset
{
    private readonly byte[] _bytes;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    public SiteAsset(byte[] bytes, string contentType)
    {
        _bytes = bytes;
        ContentType = contentType;
        Version = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        _brotli = new(() => Compress(target => new BrotliStream(target, CompressionLevel.SmallestSize)));
        _gzip = new(() => Compress(target => new GZipStream(target, CompressionLevel.SmallestSize)));
    }

    public string ContentType { get; }

    /// <summary>Changes with the content, so that an address with it can be kept for ever.</summary>
    public string Version { get; }

    public byte[] In(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => _brotli.Value,
        ContentCoding.Gzip => _gzip.Value,
        _ => _bytes,
    };

    private byte[] Compress(Func<Stream, Stream> compressor)
    {
        using var target = new MemoryStream();
        using (var stream = compressor(target)) stream.Write(_bytes);
        return target.ToArray();
    }
}
