namespace CitizenBonds.Data.Ledger;

/// <summary>What came of a posting of transfers.</summary>
/// <param name="FirstId">Number of the first transfer; the others follow without gap.</param>
/// <param name="Shortfall">Null when booked.</param>
public readonly record struct LedgerPosting(long FirstId, LedgerShortfall? Shortfall);
