using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>Where headers come from by themselves, beside what the operator uploads.</summary>
public sealed record MiningFeedSettings
{
    /// <summary>Files named <c>*.csv</c> in it are read once each, in order of name; null for none.</summary>
    public string? Directory { get; init; }

    /// <summary>A Bitcoin node's REST interface, such as <c>http://localhost:8332</c>; null for none.</summary>
    public Uri? Node { get; init; }

    /// <summary>A Bitcoin node's JSON-RPC, such as <c>http://localhost:8332</c>; null for none, or beside Node.
    /// </summary>
    public Uri? Rpc { get; init; }

    /// <summary>Of the node's <c>rpcauth</c>; null for none. Never logged.</summary>
    public string? RpcUser { get; init; }

    /// <summary>Never logged, never shown.</summary>
    public string? RpcPassword { get; init; }

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
        if (Node is { IsAbsoluteUri: false }) throw new InvalidOperationException($"Mining:Node {Node} is no address.");
        if (Rpc is { IsAbsoluteUri: false }) throw new InvalidOperationException("Mining:Rpc is no address.");
        if (Node is not null && Rpc is not null)
            throw new InvalidOperationException("Mining:Node and Mining:Rpc are two ways to one node: name one.");
        if (Rpc is { UserInfo.Length: > 0 })
            throw new InvalidOperationException("Mining:Rpc names a user: use Mining:RpcUser and Mining:RpcPassword.");
        return this;
    }

    /// <summary>A record writes all its members; this one holds a password.</summary>
    public override string ToString() => $"headers from {Directory ?? (Node ?? Rpc)?.Host ?? "nowhere"}";
}
