using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>Where headers come from by themselves, beside what the operator uploads.</summary>
public sealed record MiningFeedSettings
{
    /// <summary>Files named <c>*.csv</c> in it are read once each, in order of name; null for none.</summary>
    public string? Directory { get; init; }

    /// <summary>A Bitcoin node's REST interface, such as <c>http://localhost:8332</c>; null for none.</summary>
    public Uri? Node { get; init; }

    /// <summary>The checkpoint to start from when nothing is held yet.</summary>
    public long StartHeight { get; init; } = 953_567;

    /// <summary>A feed without a new header for so long is shown as silent.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromHours(6);

    /// <summary>What binding from text cannot promise, said in one sentence before anything runs.</summary>
    /// <exception cref="InvalidOperationException">A value cannot work.</exception>
    public MiningFeedSettings Checked()
    {
        if (!BitcoinCheckpoints.All.ContainsKey(StartHeight))
            throw new InvalidOperationException($"Mining:StartHeight {StartHeight} is no checkpoint.");
        return Node is null or { IsAbsoluteUri: true }
            ? this
            : throw new InvalidOperationException($"Mining:Node {Node} is no address.");
    }
}
