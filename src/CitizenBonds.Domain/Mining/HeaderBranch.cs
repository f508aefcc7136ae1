using System.Numerics;

namespace CitizenBonds.Domain.Mining;

/// <summary>Headers one after another that want to continue or replace a chain.</summary>
/// <param name="FirstHeight">Of the first; the others follow one by one.</param>
public sealed record HeaderBranch(long FirstHeight, IReadOnlyList<BlockHeader> Headers)
{
    private static readonly BigInteger HashSpace = BigInteger.One << 256;

    public long TipHeight => FirstHeight + Headers.Count - 1;

    /// <summary>Last block the branch shares with the chain it continues.</summary>
    public long ForkHeight => FirstHeight - 1;

    /// <summary>The headers above <paramref name="height"/>.</summary>
    public HeaderBranch Above(long height)
    {
        var skipped = (int)Math.Clamp(height - FirstHeight + 1, 0, Headers.Count);
        return new(FirstHeight + skipped, [.. Headers.Skip(skipped)]);
    }

    /// <summary>Expected hashes behind headers: the sum of 2^256 / (target + 1), rounded down one by one.</summary>
    public static BigInteger WorkOf(IEnumerable<BlockHeader> headers) => headers.Aggregate(
        BigInteger.Zero,
        (sum, header) => CompactTarget.FromBits(header.Bits) is { } target
            ? sum + (HashSpace / (target.Target + BigInteger.One))
            : sum);

    /// <returns>The first header that is not Bitcoin's block of its height, or null.</returns>
    public long? FindOtherChain()
    {
        for (var i = 0; i < Headers.Count; i++)
            if (BitcoinCheckpoints.Contradict(FirstHeight + i, Headers[i])) return FirstHeight + i;
        return null;
    }

    /// <summary>Every rule of a header, with the headers known before them.</summary>
    /// <param name="known">Accepted before, ascending, gaps allowed: the first of the period and the last eleven are
    /// enough for every rule.</param>
    /// <returns>The first fault and its height, or null.</returns>
    public (HeaderFault Fault, long Height)? FindFault(IEnumerable<(long Height, BlockHeader Header)> known)
    {
        var sequence = new HeaderSequence();
        foreach (var (height, header) in known)
        {
            if (sequence.Accept(height, header) is { } broken)
                throw new ArgumentException($"header {height} was accepted before and is {broken}", nameof(known));
        }

        for (var i = 0; i < Headers.Count; i++)
            if (sequence.Accept(FirstHeight + i, Headers[i]) is { } fault) return (fault, FirstHeight + i);
        return null;
    }
}
