namespace CitizenBonds.Data.Ledger;

/// <summary>An account that holds less than a posting would take from it. Nothing was written.</summary>
/// <param name="Missing">Smallest units, above zero.</param>
public sealed record LedgerShortfall(long AccountId, long Available, long Missing);
