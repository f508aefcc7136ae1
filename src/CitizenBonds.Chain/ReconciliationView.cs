using CitizenBonds.Data.Chain;

namespace CitizenBonds.Chain;

/// <summary>Whether ledger and chain agree, series by series.</summary>
/// <param name="Followed">The newest block whose events are in our books.</param>
/// <param name="BlocksBehind">Blocks the node has and we have not followed.</param>
/// <param name="Portal">The portal's own account on the chain; null when none is in the settings.</param>
/// <param name="YenSetAside">On the ledger, for what is outside.</param>
/// <param name="YenInWallets">Paid by the contracts to wallets, not brought back.</param>
public sealed record ReconciliationView(
    long ChainId,
    long Followed,
    long BlocksBehind,
    string? Portal,
    DateTimeOffset SeenAt,
    long YenSetAside,
    long YenInWallets,
    IReadOnlyList<ReconciliationLine> Lines,
    IReadOnlyList<ChainIncidentRow> Open);
