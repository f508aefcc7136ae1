using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>
/// Cash set aside for one bidder's sealed bids. The ledger is public: were each bid's exact cost set aside, anyone
/// could read price times quantity from it. So cash is set aside in steps of a twentieth of the issue at its highest
/// price, enough for everything the bidder may have to pay; what is over goes back at settlement.
/// </summary>
public static class AuctionCover
{
    private const long Steps = 20;

    /// <summary>One step; a twentieth of the issue rounds down to whole tokens, but to one at least.</summary>
    public static Money StepOf(Quantity issueSize, Money highestPrice) =>
        highestPrice * Quantity.FromTokens(Math.Max(1, issueSize.Tokens / Steps));

    /// <summary>The fewest whole steps that pay for <paramref name="cost"/>.</summary>
    public static Money For(Money cost, Money step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, Money.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, Money.Zero);
        // Rounds up: never less than the bids may cost.
        var steps = (cost.MinorUnits / step.MinorUnits) + (cost.MinorUnits % step.MinorUnits == 0 ? 0 : 1);
        return step * Quantity.FromTokens(steps);
    }

    /// <summary>The most bids may cost when only <paramref name="cash"/> can be set aside.</summary>
    public static Money AffordableWith(Money cash, Money step) =>
        step * Quantity.FromTokens(Math.Max(0, cash.MinorUnits) / step.MinorUnits);
}
