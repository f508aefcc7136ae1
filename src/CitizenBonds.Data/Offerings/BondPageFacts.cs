using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Payments;

namespace CitizenBonds.Data.Offerings;

/// <summary>One bond's own row, with what belongs to it.</summary>
public sealed class BondPageFacts
{
    public required IssueRow Issue { get; init; }

    public required IssuerRow Issuer { get; init; }

    public required PurposeRow Purpose { get; init; }

    public long CoveredYen { get; internal set; }

    /// <summary>Tokens of the applications that stand.</summary>
    public long DemandTokens { get; internal set; }

    public long HeldTokens { get; internal set; }

    public int Holders { get; internal set; }

    public bool IsMiningBond { get; internal set; }

    /// <summary>Null until the sale is settled, and for an auction.</summary>
    public AllotmentRow? Allotment { get; internal set; }

    /// <summary>In the order in which they fall due.</summary>
    public List<PaymentRunRow> Payments { get; } = [];

    /// <summary>From the announcement on, oldest first.</summary>
    public List<IssueEventRow> Events { get; } = [];

    /// <summary>Newest first.</summary>
    public List<FilingRow> Filings { get; } = [];

    /// <summary>Numbers of its newest movements in the ledger, newest first.</summary>
    public List<long> LatestTransfers { get; } = [];
}
