using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>
/// What a token may earn and be worth under what the reader assumes. Analytics in <c>double</c>, in satoshi per token;
/// nothing is owed by it.
/// </summary>
public sealed record MiningOutlook
{
    /// <summary>Difficulty that falls for a century would make any bond worth anything.</summary>
    public const int GrowthMin = 0;
    public const int GrowthMax = 150;
    public const int RateMin = 0;
    public const int RateMax = 200;
    public const long PriceMax = 100_000_000;
    public const int GrowthDefault = 20;
    public const int RateDefault = 50;

    /// <summary>The share below a twentieth is then known to about a point; with sixty it was three.</summary>
    private const int Paths = 500;
    private const ulong Seed = 1;
    private const double SatoshiPerCoin = 1e8;
    private static readonly int[] CurveTenths = [0, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100];

    /// <summary>Of the last key block.</summary>
    public required double Difficulty { get; init; }

    /// <summary>Satoshi per token.</summary>
    public required double Price { get; init; }

    /// <summary>If difficulty and price stood still.</summary>
    public required MiningProjection Still { get; init; }

    /// <summary>Satoshi a token and day.</summary>
    public required double Daily { get; init; }

    /// <summary>All coupons to come, discounted.</summary>
    public required double Value { get; init; }

    /// <summary>Growth per retarget at which the coupons are worth the price; null when none is.</summary>
    public required double? BreakEven { get; init; }

    /// <summary>Of the values when growth is drawn anew at each retarget, with a deviation as large as the mean or one
    /// percent: 5 %, half, 95 %.</summary>
    public required (double Low, double Middle, double High) Spread { get; init; }

    public required IReadOnlyList<(double Growth, double Value)> Curve { get; init; }

    /// <param name="growthTenths">Tenths of a percent per retarget.</param>
    /// <param name="rateTenths">Tenths of a percent a year.</param>
    /// <param name="priceSatoshi">Per token; null for what the coupons are worth under the two others.</param>
    public static MiningOutlook For(
        KeyBlock last, long bondsPerToken, int? growthTenths, int? rateTenths, long? priceSatoshi)
    {
        var growth = Math.Clamp(growthTenths ?? GrowthDefault, GrowthMin, GrowthMax) / 1_000.0;
        var rate = Math.Clamp(rateTenths ?? RateDefault, RateMin, RateMax) / 1_000.0;
        var difficulty = last.Target.Difficulty.Approximate;
        var satoshiPerCoin = SatoshiPerCoin * bondsPerToken;
        var valuation = new MiningValuation { KeyHeight = last.Height, Difficulty = difficulty, DiscountRate = rate };
        var value = valuation.ValueAt(growth) * satoshiPerCoin;
        var price = Math.Max(1, (double)Math.Min(priceSatoshi ?? (long)Math.Round(value), PriceMax));
        var subsidy = BlockSubsidy.At(last.Height).MinorUnits / SatoshiPerCoin;
        var still = MiningProjection.For(price / satoshiPerCoin, difficulty, subsidy);
        var deviation = Math.Max(0.01, Math.Abs(growth));
        var spread = MiningSimulation.Run(valuation, growth, deviation, Paths, new SeededNormal(Seed));
        return new MiningOutlook
        {
            Difficulty = difficulty,
            Price = price,
            Still = still,
            Daily = still.DailyCoins * satoshiPerCoin,
            Value = value,
            BreakEven = valuation.BreakEvenGrowth(price / satoshiPerCoin),
            Spread = (
                spread.Quantile(0.05) * satoshiPerCoin, spread.Quantile(0.5) * satoshiPerCoin,
                spread.Quantile(0.95) * satoshiPerCoin),
            Curve =
            [
                .. CurveTenths.Select(tenths => tenths / 1_000.0)
                    .Select(share => (share, valuation.ValueAt(share) * satoshiPerCoin)),
            ],
        };
    }
}
