using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Market;

/// <summary>What a trade costs and what an order has to set aside for it, in whole yen.</summary>
public static class TradeTerms
{
    /// <summary>Most calendar days an order may rest.</summary>
    public const int GoodTillDaysMax = 90;

    /// <summary>The price of the tokens without interest and fee.</summary>
    public static long Value(long priceYen, long tokens) => checked(priceYen * tokens);

    /// <summary>Value and interest: what the seller is paid and the buyer pays, before fees.</summary>
    public static long Cash(long priceYen, long tokens, AccruedShare accrued) =>
        checked(Value(priceYen, tokens) + accrued.YenOn(tokens));

    /// <summary>A share of the value, rounded down on each trade.</summary>
    public static long Fee(long priceYen, long tokens, Rate fee) => fee == Rate.Zero
        ? 0
        : (long)ExactDivision.Divide(
            (Int128)priceYen * tokens * fee.PerMillion, 1_000_000, MidpointRounding.ToZero);

    /// <summary>Covers every way in which the tokens may be bought at this price or below.</summary>
    /// <param name="most">The most interest any day of the order's life may ask for.</param>
    /// <exception cref="OverflowException">More than a ledger can hold.</exception>
    public static long HoldToBuy(long priceYen, long tokens, AccruedShare most, Rate fee) =>
        checked(Cash(priceYen, tokens, most) + Fee(priceYen, tokens, fee));
}
