using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Buyback;

/// <summary>Why an operation buys nothing now. When several apply, the first listed is reported.</summary>
public enum BuybackWait
{
    /// <summary>People stopped the programme.</summary>
    Stopped = 0,

    /// <summary>The series was issued less than 168 hours ago.</summary>
    Blackout = 1,

    /// <summary>Nothing traded in the window, so there is no reference.</summary>
    NoReferencePrice = 2,

    NothingOffered = 3,

    /// <summary>The cheapest offer is above reference * (1 + margin).</summary>
    AskAboveCeiling = 4,

    /// <summary>The most money of one operation does not pay one token.</summary>
    OperationMaxBelowOneToken = 5,

    /// <summary>The share of the window's volume is less than one token.</summary>
    ParticipationUsedUp = 6,

    /// <summary>One more token would exceed the share of the series or of the issuer.</summary>
    ConcentrationReached = 7,
}

/// <summary>What one operation does.</summary>
public abstract record BuybackDecision
{
    private BuybackDecision()
    {
    }

    public sealed record Wait(BuybackWait Reason) : BuybackDecision;

    /// <summary>Buy up to so many tokens at up to this price, which is the cheapest offer.</summary>
    public sealed record Bid(Quantity Quantity, Money Price) : BuybackDecision;

    /// <summary>Less than one token remains: the programme is complete and reports what is left.</summary>
    public sealed record End(Money Left) : BuybackDecision;
}
