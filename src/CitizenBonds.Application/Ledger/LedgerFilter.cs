using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Ledger;

/// <summary>What to show; null means "any".</summary>
/// <param name="Isin">Of a series.</param>
/// <param name="Account">A public account number.</param>
/// <param name="From">First day, included.</param>
/// <param name="To">Last day, included.</param>
/// <param name="Before">Lines older than this one: the next page.</param>
/// <param name="After">Lines newer than this one: the page before.</param>
public sealed record LedgerFilter(
    string? Isin = null,
    string? Account = null,
    LedgerReason? Reason = null,
    DateOnly? From = null,
    DateOnly? To = null,
    long? Before = null,
    long? After = null);
