using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.Gru;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Methodology;

/// <summary>The GRU bond: every published wording beside our reading, both as figures.</summary>
internal static class GruEntries
{
    private const double RequiredYield = 0.05;
    private static readonly GruTerms Perpetual = new(1_000, 40, null);
    private static readonly IndexLink UpATenth = new(110, 100, 0.5);

    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("gru-price", "P = Σ c / (1 + r)^t + N / (1 + r)^T + N · (I/I_0 − 1) · w", PriceExample),
        new("gru-perpetual", "CouponOverYield = c / r;  PrincipalOverYield = N / r", PerpetualExample),
        new("gru-index", "excess = N · (I/I_0 − 1) · w;  IndexedPrincipal = N · (I/I_0) · w", IndexExample),
        new("gru-basket", "I = 100 · Σ w_i · P_i / P_i0 / Σ w_i", BasketExample,
            new Agreement("Basket", ThirdPartyAgreement.BaseMetalMonths)),
        new("gru-yield", "AsPublished = base + loop + volatility − risk;  MarketConsistent = … + risk", YieldExample),
        new("gru-loop", "multiple = 10/7 · (1 − 4.5 %);  loop = s · ln(multiple) · min(n, n_max) / n_max", LoopExample),
        new("gru-buyback",
            "published = N / (1 + r)^10 − PV(coupons lost);  option = max(N − bond, 0) in year 10, on the lattice",
            BuybackExample),
        new("gru-acquisition", "price = 0.15 · nominal;  nominal = cash / 0.15", AcquisitionExample),
    ];

    private static object[] PriceExample()
    {
        var price = GruPrice.Of(Perpetual with { Years = 99 }, RequiredYield, UpATenth);
        return
        [
            ExampleFigure.Of(price.Price, 2), ExampleFigure.Of(price.Coupons, 2),
            ExampleFigure.Of(price.Redemption, 2), ExampleFigure.Of(price.IndexExcess, 2),
            ExampleFigure.Of(price.AsPublished, 2),
        ];
    }

    private static object[] PerpetualExample()
    {
        var price = GruPrice.Of(Perpetual, RequiredYield, new(100, 100, 0));
        return [ExampleFigure.Of(price.CouponOverYield, 2), ExampleFigure.Of(price.PrincipalOverYield, 2)];
    }

    private static object[] IndexExample()
    {
        var price = GruPrice.Of(Perpetual, RequiredYield, UpATenth);
        return [ExampleFigure.Of(price.IndexExcess, 2), ExampleFigure.Of(price.IndexedPrincipal, 2)];
    }

    private static object[] BasketExample()
    {
        var basket = MetalBasket.Of("LiBMG", 100, [new("copper", 60, 10), new("zinc", 40, 20)]);
        var level = basket.Level(new Dictionary<string, double> { ["copper"] = 11, ["zinc"] = 18 });
        return [ExampleFigure.Of(level, 2)];
    }

    private static object[] YieldExample()
    {
        var yield = new GruYield(0.03, 0.002, 0.004, 0.005);
        return [ExampleFigure.Percent(yield.AsPublished, 2), ExampleFigure.Percent(yield.MarketConsistent, 2)];
    }

    private static object[] LoopExample() =>
    [
        ExampleFigure.Of(LiquidityLoop.CycleMultiple, 6),
        ExampleFigure.Percent(LiquidityLoop.YearlyAdjustment(0.01, 3, 6), 4),
    ];

    private static object[] BuybackExample()
    {
        var curve = DiscountCurve.Flat(Math.Log(1 + RequiredYield));
        var published = GruPrice.BuybackIntrinsic(Perpetual, RequiredYield, BuybackOption.PublishedYears);
        var option = BuybackOption.Of(Perpetual, curve, new(0.05, 0.01), BuybackOption.PublishedYears);
        return
        [
            ExampleFigure.Of(published, 2), ExampleFigure.Of(option.Value, 2), ExampleFigure.Of(option.TimeValue, 2),
        ];
    }

    private static object[] AcquisitionExample()
    {
        var (share, million) = (DiscountedAcquisition.PublishedShare, Money.FromYen(1_000_000));
        return
        [
            Formats.Exact(DiscountedAcquisition.AcquisitionPrice(million, share)),
            Formats.Exact(DiscountedAcquisition.NominalAcquired(million, share)),
        ];
    }
}
