using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;

namespace CitizenBonds.Web.Pages.Methodology;

internal static class PricingEntries
{
    private static readonly DateOnly Settlement = new(2026, 3, 20);

    private static readonly PricedBond FiveYears = new(
        Settlement, Settlement.AddYears(5), 0.05, CouponFrequency.Annual, DayCount.ActualActualIcma);

    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("curve", "1 = Σ (y/f)·D(t_k) + D(T) for every quoted T;  D monotone in between", CurveExample,
            new Agreement("CurveDays", ThirdPartyAgreement.CurveDays)),
        new("spread", "P = Σ c_k · D(t_k) · e^(−s·t_k)", SpreadExample),
        new("key-rates", "D_k = Σ t · weight_k(t) · c · D(t) / P;  Σ D_k = D", KeyRatesExample),
        new("callable", "dr = (θ(t) − a·r) dt + σ dW;  value = min(continuation, call price)", CallableExample,
            new Agreement("Callable", ThirdPartyAgreement.CallableBonds)),
    ];

    private static object[] CurveExample()
    {
        var curve = DiscountCurve.FromParYields([new(1, 0.02), new(2, 0.03)], paymentsPerYear: 1);
        return [ExampleFigure.Of(curve.Discount(1), 8), ExampleFigure.Of(curve.Discount(2), 8)];
    }

    private static object[] SpreadExample()
    {
        var cashflows = RemainingCashflows.From(FiveYears, Settlement, YieldConvention.Street);
        var curve = DiscountCurve.Flat(0.03);
        var dirty = CurvePricing.DirtyFromCurve(cashflows, curve, 0.005);
        var spread = CurvePricing.SpreadFromDirty(cashflows, curve, dirty).Yield;
        return [ExampleFigure.Of(dirty, 6), ExampleFigure.Percent(spread, 6)];
    }

    private static object[] KeyRatesExample()
    {
        var cashflows = RemainingCashflows.From(FiveYears, Settlement, YieldConvention.Street);
        var durations = KeyRateDuration.Of(cashflows, DiscountCurve.Flat(0.03), [1, 3, 5]);
        return
        [
            .. durations.Select(duration => ExampleFigure.Of(duration.Duration, 4)),
            ExampleFigure.Of(durations.Sum(duration => duration.Duration), 4),
        ];
    }

    private static object[] CallableExample()
    {
        var price = CallableBondPricing.PriceFromCurve(
            FiveYears,
            Settlement,
            DiscountCurve.Flat(0.03),
            new HullWhiteModel(0.05, 0.01),
            ExerciseRight.EveryYear(Settlement.AddYears(2), FiveYears.MaturityDate, 100, ExerciseKind.Call));
        return [ExampleFigure.Of(price.StraightDirty, 4), ExampleFigure.Of(price.Dirty, 4)];
    }
}
