using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain;

/// <summary>How the portal and its chain stand, for the page.</summary>
/// <param name="Followed">The newest block whose events are in our books.</param>
/// <param name="BlocksBehind">Blocks the node has and we have not followed.</param>
/// <param name="SealedSize">Transfers in the ledger's newest sealed block.</param>
/// <param name="AnchoredSize">Transfers under the last head on the chain.</param>
/// <param name="Contract">The anchor's address; null until it is deployed.</param>
public sealed record ChainStatus(
    long ChainId,
    long Followed,
    long BlocksBehind,
    long SealedSize,
    long AnchoredSize,
    string? Contract,
    DateTimeOffset SeenAt,
    IReadOnlyList<AnchorLine> Anchors,
    IReadOnlyList<ChainIncidentRow> Open);
