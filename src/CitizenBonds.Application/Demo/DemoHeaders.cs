using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// Real headers of Bitcoin, from the key block 828,575 of 2 February 2024 to 830,592 of 15 February: six key blocks
/// after the first, the last of them with one block on it, and one change of difficulty.
/// </summary>
public static class DemoHeaders
{
    public const long FirstHeight = 828_575;
    private const string Name = "CitizenBonds.Application.Demo.Facts.bitcoin-headers.bin";

    public static HeaderBranch Read()
    {
        using var stream = typeof(DemoHeaders).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The embedded table {Name} is missing.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new(
            FirstHeight,
            [.. bytes.ToArray().Chunk(BlockHeader.Length).Select(chunk => BlockHeader.FromBytes(chunk))]);
    }

    /// <summary>Those from one height to another, both counted.</summary>
    public static HeaderBranch Between(long first, long last)
    {
        var all = Read();
        return new(first, [.. all.Headers.Skip((int)(first - FirstHeight)).Take((int)(last - first + 1))]);
    }
}
