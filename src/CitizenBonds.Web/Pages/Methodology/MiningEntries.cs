using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Pricing;

namespace CitizenBonds.Web.Pages.Methodology;

internal static class MiningEntries
{
    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("mining-coupon", "coupon = T · B · H / (D · 2^32) = T · B_sat · H · target / (T1 · 2^32)", CouponExample,
            new Agreement("Coupons", ThirdPartyAgreement.MiningCoupons),
            new Agreement("CouponSums", ThirdPartyAgreement.MiningPeriodSums)),
        new("projection", "day = 86400 · B · H / (D · 2^32) / price;  year = (1 + 7 · day)^(365/7) − 1",
            ProjectionExample,
            new Agreement("Projection", ThirdPartyAgreement.PublishedProjections)),
        new("fair-price", "K = P_BTC · S(h) / (k · D);  band K(1 ± ε)", FairPriceExample),
    ];

    // The key blocks of heights 335 and 671 with their own header times and difficulty.
    private static object[] CouponExample()
    {
        var target = CompactTarget.FromBits(0x1d00ffff)
            ?? throw new InvalidOperationException("The first target of the chain.");
        var coupon = PureMiningCoupon.Between(new(335, 1_231_856_031, target), new(671, 1_232_084_566, target));
        return [coupon.Seconds, coupon.CoinsPerBond.ToDecimal(20), coupon.CoinsPerBond.ToString()];
    }

    private static object[] ProjectionExample()
    {
        var projection = MiningProjection.For(0.28, 1_726_567, 50);
        return
        [
            ExampleFigure.Of(1e6 * projection.DailyCoins, 2),
            ExampleFigure.Percent(projection.Daily, 4),
            ExampleFigure.Percent(projection.Weekly, 3),
            ExampleFigure.Percent(projection.Annual, 2),
        ];
    }

    private static object[] FairPriceExample()
    {
        var window = FairPriceWindow.For(new(700_000, 20e12, 40_000, 1, 0.1)).Window
            ?? throw new InvalidOperationException("The inputs are in range.");
        return
        [
            ExampleFigure.Scientific(window.K), ExampleFigure.Scientific(window.Lower),
            ExampleFigure.Scientific(window.Upper),
        ];
    }
}
