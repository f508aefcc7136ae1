namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>The yield of a GRU bond and its parts; fractions per year. Analytics in <c>double</c>.</summary>
/// <param name="Base">Coupon yield.</param>
/// <param name="Loop">See <see cref="LiquidityLoop.YearlyAdjustment"/>.</param>
/// <param name="Volatility">Yearly volatility of log returns times its weight.</param>
/// <param name="Risk">Risk score times its weight.</param>
public sealed record GruYield(double Base, double Loop, double Volatility, double Risk)
{
    /// <summary>Published sign: base + loop + volatility - risk.</summary>
    public double AsPublished => Base + Loop + Volatility - Risk;

    /// <summary>What a market asks: more risk, more yield.</summary>
    public double MarketConsistent => Base + Loop + Volatility + Risk;
}
