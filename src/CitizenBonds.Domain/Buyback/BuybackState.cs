using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Buyback;

/// <summary>What a programme has done so far: all it needs to be stopped today and resumed tomorrow.</summary>
public sealed record BuybackState
{
    private BuybackState(Money spent, Quantity bought, int operations, bool isStopped)
    {
        Spent = spent;
        Bought = bought;
        Operations = operations;
        IsStopped = isStopped;
    }

    /// <summary>Sum of price times quantity.</summary>
    public Money Spent { get; private init; }

    public Quantity Bought { get; private init; }

    /// <summary>Operations that bought something.</summary>
    public int Operations { get; private init; }

    public bool IsStopped { get; private init; }

    public static BuybackState Start(Currency currency) =>
        new(Money.FromMinorUnits(0, currency), Quantity.Zero, 0, false);

    /// <summary>R = F - sum of P * Q, never negative.</summary>
    public Money Remaining(BuybackPolicy policy) => policy.Target - Spent;

    public BuybackState Stop() => this with { IsStopped = true };

    public BuybackState Resume() => this with { IsStopped = false };

    /// <summary>Books a reverse auction of the programme: many prices, one sum.</summary>
    /// <exception cref="ArgumentException">It paid more than remained.</exception>
    public BuybackState BookAuction(BuybackPolicy policy, Money paid, Quantity quantity)
    {
        if (paid > Remaining(policy) || paid < Money.Zero)
            throw new ArgumentException("an auction exceeds what remains", nameof(paid));
        if (quantity == Quantity.Zero) return this;
        return this with { Spent = Spent + paid, Bought = Bought + quantity, Operations = Operations + 1 };
    }

    /// <summary>A programme as it was written down.</summary>
    public static BuybackState Of(Money spent, Quantity bought, int operations, bool isStopped) =>
        new(spent, bought, operations, isStopped);

    /// <summary>Books what a bid bought.</summary>
    /// <exception cref="ArgumentException">More than was bid for, or dearer: the market did what it must
    /// not.</exception>
    public BuybackState Book(BuybackDecision.Bid bid, Money price, Quantity quantity)
    {
        if (price > bid.Price || quantity > bid.Quantity || !price.IsPositive)
            throw new ArgumentException("a fill exceeds its bid", nameof(quantity));
        if (quantity == Quantity.Zero) return this;
        return this with
        {
            Spent = Spent + (price * quantity),
            Bought = Bought + quantity,
            Operations = Operations + 1,
        };
    }
}
