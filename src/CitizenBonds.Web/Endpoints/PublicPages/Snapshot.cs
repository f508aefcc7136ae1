using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>One rendered page with the compressed forms it has been asked for. Immutable apart from those.</summary>
public sealed class Snapshot
{
    private const int BrotliQuality = 5; // 8 KB in a third of a millisecond; higher costs ten times more for 4 %.
    private const int QuickBrotliQuality = 1; // A tenth of the time for a quarter more bytes.
    private const int BrotliWindow = 18;

    private static readonly string[] CodingNames =
        [.. Enum.GetValues<ContentCoding>().Select(coding => coding.Name() ?? "id")];

    private readonly Lazy<ReadOnlyMemory<byte>> _brotli;
    private readonly Lazy<ReadOnlyMemory<byte>> _gzip;
    private readonly byte[] _body;
    private int _brotliAskedFor;
    private readonly string[] _entityTags;

    public Snapshot(int statusCode, string html, long dataVersion, DateTimeOffset staleAt)
    {
        StatusCode = statusCode;
        DataVersion = dataVersion;
        StaleAt = staleAt;
        _body = Encoding.UTF8.GetBytes(html);
        Tag = Convert.ToHexStringLower(SHA256.HashData(_body).AsSpan(0, 8));
        _entityTags = [.. CodingNames.Select(name => $"W/\"{Tag}-{name}\"")];
        _brotli = new(() => Brotli(_body, BrotliQuality));
        _gzip = new(() => Gzip(_body));
    }

    public int StatusCode { get; }

    public ReadOnlyMemory<byte> Identity => _body;

    /// <summary>The first 16 hexadecimal digits of the page's SHA-256.</summary>
    public string Tag { get; }

    public long DataVersion { get; }

    public DateTimeOffset StaleAt { get; }

    /// <summary>What the entry costs in memory at most, compressed forms and bookkeeping included.</summary>
    public long Bytes => 2L * Identity.Length + 1024;

    /// <summary>
    /// The ETag header's value, quotes included; weak, because one page can be packed in more than one way.
    /// </summary>
    public string EntityTag(ContentCoding coding) => _entityTags[(int)coding];

    public ReadOnlyMemory<byte> In(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => InBrotli(),
        ContentCoding.Gzip => _gzip.Value,
        _ => Identity,
    };

    /// <remarks>
    /// Whoever asks first waits for the packing as well: it is quick then. A page asked for again is packed once more,
    /// and well.
    /// </remarks>
    private ReadOnlyMemory<byte> InBrotli() =>
        _brotli.IsValueCreated || Interlocked.Increment(ref _brotliAskedFor) > 1
            ? _brotli.Value
            : Brotli(_body, QuickBrotliQuality);

    private static ReadOnlyMemory<byte> Brotli(byte[] body, int quality)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, buffer, out var length, quality, BrotliWindow)
            ? buffer[..length]
            : throw new InvalidOperationException("The buffer holds the longest possible result.");
    }

    private static byte[] Gzip(byte[] body)
    {
        using var target = new MemoryStream(body.Length / 2);
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(body);
        return target.ToArray();
    }
}
