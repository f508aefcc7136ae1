using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Ledger;

/// <summary>
/// One side of a line: the public account number, what the account is for, and a name where it is no person's.
/// </summary>
/// <param name="Name">Null for investors: their accounts have numbers only.</param>
public sealed record LedgerParty(string Pseudonym, AccountKind Kind, BothNames? Name);

/// <summary>One movement as the public ledger shows it.</summary>
/// <param name="Asset">"JPY" or the ISIN of a series.</param>
/// <param name="Isin">The bond it belongs to; null for none.</param>
/// <param name="BlockHeight">The sealed block it is in; null for the second or so until it is sealed.</param>
public sealed record LedgerLine(
    long Id,
    DateTimeOffset BookedAt,
    LedgerReason Reason,
    LedgerParty From,
    LedgerParty To,
    long Amount,
    string Asset,
    bool IsMoney,
    string? Isin,
    string Reference,
    long? BlockHeight);

/// <param name="Lines">Newest first.</param>
/// <param name="HasOlder">There is a page after this one.</param>
/// <param name="HasNewer">There is a page before this one.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerLine> Lines, bool HasOlder, bool HasNewer);
