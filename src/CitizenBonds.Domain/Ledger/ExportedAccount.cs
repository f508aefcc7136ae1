namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// A line of <c>accounts.ndjson</c>: an account with its two totals after the last exported transfer.
/// </summary>
/// <param name="Pseudonym">The public account number; never a person's name.</param>
public readonly record struct ExportedAccount(
    long Id, string Pseudonym, AccountKind Kind, long Asset, long Debits, long Credits, bool MayGoNegative);
