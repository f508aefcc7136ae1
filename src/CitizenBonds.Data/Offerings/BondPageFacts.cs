using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Payments;

namespace CitizenBonds.Data.Offerings;

/// <summary>What belongs to one bond beside its own row.</summary>
public sealed class BondPageFacts
{
    public long CoveredYen { get; internal set; }

    /// <summary>Tokens of the applications that stand.</summary>
    public long DemandTokens { get; internal set; }

    public long HeldTokens { get; internal set; }

    public int Holders { get; internal set; }

    /// <summary>Tokens of the largest holders, largest first.</summary>
    public IReadOnlyList<long> LargestHoldings { get; internal set; } = [];

    /// <summary>Null until the sale is settled, and for an auction.</summary>
    public AllotmentRow? Allotment { get; internal set; }

    /// <summary>In the order in which they fall due.</summary>
    public List<PaymentRunRow> Payments { get; } = [];

    /// <summary>From the announcement on, oldest first.</summary>
    public List<IssueEventRow> Events { get; } = [];

    /// <summary>Newest first.</summary>
    public List<FilingRow> Filings { get; } = [];
}
