using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.TechnicalValue;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Methodology;

/// <summary>What mining bonds are worth, what they rest on, and how they may be called.</summary>
internal static class MiningValueEntries
{
    private const int SimulatedPaths = 20;

    private const string FirstBlock =
        "0100000000000000000000000000000000000000000000000000000000000000000000003ba3edfd7a7b12b27ac72c3e67768f617fc81b"
        + "c3888a51323a9fb8aa4b1e5e4a29ab5f49ffff001d1dac2b7c";

    private static readonly MiningValuation Bond = new()
    {
        KeyHeight = 839_999,
        Difficulty = 80e12,
        DiscountRate = 0.05,
    };

    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("headers", "SHA-256(SHA-256(header)) ≤ target;  target' = target · clamp(t_2015 − t_0, ¼, 4) / 1,209,600 s",
            HeaderExample,
            new Agreement("Headers", ThirdPartyAgreement.BitcoinHeaders),
            new Agreement("Retargets", ThirdPartyAgreement.BitcoinRetargets)),
        new("mining-value", "V(g) = Σ coupon_k · (1 + g)^−retargets(k) · (1 + r)^−t_k, a geometric series per halving",
            ValueExample),
        new("mining-simulation", "g_j ~ N(μ, σ), kept between −75 % and +300 %;  V = mean over the paths",
            SimulationExample),
        new("call-price", "call = ⌈1.2 · highest trade of the 744 hours before⌉", CallExample),
        new("electricity", "floor = 2^32 · D per coin · J per hash · price per kWh / 3.6·10^6", ElectricityExample),
        new("technical-value", "V_t = V_0 · Σ w_i s_i,t / Σ w_i s_i,0;  percentile = (below + equal / 2) / peers",
            TechnicalExample),
    ];

    private static object[] HeaderExample()
    {
        var forged = FirstBlock.Replace("1dac2b7c", "1dac2b7d", StringComparison.Ordinal);
        return [Header(FirstBlock).DisplayHash, $"{new HeaderSequence().Accept(0, Header(forged))}"];
    }

    private static object[] ValueExample() =>
    [
        Satoshi(Bond.ValueAt(0)), Satoshi(Bond.ValueAt(0.01)),
        ExampleFigure.Percent(Bond.BreakEvenGrowth(Bond.ValueAt(0.01)) ?? double.NaN, 4),
    ];

    private static object[] SimulationExample()
    {
        var simulation = MiningSimulation.Run(Bond, 0.01, 0.04, SimulatedPaths, new SeededNormal(7));
        return
        [
            SimulatedPaths, Satoshi(simulation.Mean), Satoshi(simulation.Quantile(0.05)),
            Satoshi(simulation.Quantile(0.95)),
        ];
    }

    private static object[] CallExample()
    {
        var announced = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        var (call, refusal) = CallTerms.Announce(
            [(announced.AddHours(-745), Money.FromSatoshi(900)), (announced.AddHours(-1), Money.FromSatoshi(101))],
            announced,
            announced.AddDays(30));
        return [Formats.Number(call?.Price.MinorUnits ?? throw new InvalidOperationException($"{refusal}"))];
    }

    private static object[] ElectricityExample() =>
        [ExampleFigure.Scientific(FairPriceWindow.ElectricityCost(1, 30e-12, 15))];

    private static object[] TechnicalExample()
    {
        var weights = Enum.GetValues<TechnicalCriterion>().Zip([40m, 30m, 20m, 10m])
            .ToDictionary(pair => pair.First, pair => pair.Second);
        var value = TechnicalValueIndex.Value(100m, weights, Scores(80, 70, 60, 50), Scores(70, 65, 60, 50));
        return
        [
            ExampleFigure.Of((double)value, 2),
            ExampleFigure.Percent((double)TechnicalValueIndex.Percentile(70, [60, 70, 80]), 0),
        ];
    }

    private static TechnicalScore[] Scores(params decimal[] scores) =>
    [
        .. Enum.GetValues<TechnicalCriterion>().Zip(scores, (criterion, score) => new TechnicalScore(
            criterion, score, new Uri("https://example.org/evidence"), new DateOnly(2026, 1, 5))),
    ];

    private static BlockHeader Header(string hex) =>
        BlockHeader.FromHex(hex) ?? throw new InvalidOperationException("80 bytes as hexadecimal digits.");

    private static string Satoshi(double coins) => ExampleFigure.Of(coins * 1e8, 6);
}
