using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing.Gru;

namespace CitizenBonds.Domain.Pricing.Series;

/// <summary>
/// The model price of a perpetual that follows an index: the coupons without end on the curve, the index excess on the
/// principal, and the right to sell back as an option. Per 100 of face, analytics in <c>double</c>.
/// </summary>
public static class IndexLinkedPrice
{
    /// <summary>
    /// Assumed and published with the method: 3 % reversion and 80 basis points a year, about what ten-year rates of
    /// yen have moved by.
    /// </summary>
    public static HullWhiteModel Rates { get; } = new(0.03, 0.008);

    private const double DaysPerYear = 365.25;

    /// <param name="bond">Its maturity is where the schedule stops; the coupons go on beyond it.</param>
    /// <param name="curve">Its today is the settlement day.</param>
    /// <param name="spread">A fraction a year, continuously compounded.</param>
    /// <param name="index">Where the index stands against its base, and the bond's share in it.</param>
    /// <param name="buybackOn">The day of the right to sell back; one that is past is worth nothing.</param>
    public static SeriesPrice Of(
        PricedBond bond, DateOnly settlement, DiscountCurve curve, double spread, IndexLink index, DateOnly buybackOn)
    {
        index.Checked();
        var cashflows = RemainingCashflows.From(bond, settlement, YieldConvention.Street);
        var (years, values) = Coupons(cashflows, settlement, curve, spread);
        var coupons = values.Sum();
        var excess = 100 * (index.Ratio - 1) * index.Weight;
        var factor = 1 + ((index.Ratio - 1) * index.Weight);
        var option = factor * OptionOf(bond, settlement, curve.Shifted(spread), buybackOn);
        var dirty = coupons + excess + option;
        var scenarios = new double[CurveScenario.Standard.Count];
        ScenarioValues.Fill(years, values, scenarios);
        for (var i = 0; i < scenarios.Length; i++) scenarios[i] += excess + option;
        var shareOfCoupons = dirty > 0 ? coupons / dirty : 0;
        return new SeriesPrice
        {
            Coupons = coupons,
            Redemption = 0,
            IndexExcess = excess,
            IndexShare = index.Weight,
            OptionValue = option,
            Accrued = cashflows.Accrued,
            Spread = spread,
            Yield = coupons > 0 ? 100 * bond.CouponRate / coupons : null,
            KeyRates = [.. KeyRateDuration.Of(years, values, SeriesPrice.KeyTerms).Select(at => at * shareOfCoupons)],
            Scenarios = scenarios,
        };
    }

    /// <summary>Each coupon of the schedule; what comes after it as one sum at its mean time.</summary>
    private static (double[] Years, double[] Values) Coupons(
        RemainingCashflows cashflows, DateOnly settlement, DiscountCurve curve, double spread)
    {
        var coupon = cashflows.Amounts[^1] - 100; // The last one would repay: a perpetual does not.
        var (years, values) = (new double[cashflows.Count + 1], new double[cashflows.Count + 1]);
        for (var k = 0; k < cashflows.Count; k++)
        {
            years[k] = CurvePricing.Years(settlement, cashflows.DateOf(k));
            var amount = k == cashflows.Count - 1 ? coupon : cashflows.Amounts[k];
            values[k] = amount * curve.Discount(years[k]) * Math.Exp(-spread * years[k]);
        }

        // Beyond the last quoted term the forward rate stays: a geometric sum, cut off after a thousand years.
        var last = cashflows.Count - 1;
        var rate = curve.ForwardRate(years[last]) + spread;
        var shrink = Math.Exp(-rate / cashflows.CompoundingsPerYear);
        var left = (GruTerms.YearsMax - years[last]) * cashflows.CompoundingsPerYear;
        var sum = shrink == 1 ? left : shrink * (1 - Math.Pow(shrink, left)) / (1 - shrink);
        years[^1] = years[last] + (rate > 0 ? Math.Min(1 / rate, GruTerms.YearsMax) : GruTerms.YearsMax);
        values[^1] = coupon * curve.Discount(years[last]) * Math.Exp(-spread * years[last]) * sum;
        return (years, values);
    }

    /// <summary>The lattice holds whole years: between two of them the value is drawn straight.</summary>
    private static double OptionOf(PricedBond bond, DateOnly settlement, DiscountCurve curve, DateOnly buybackOn)
    {
        if (buybackOn <= settlement) return 0;
        var terms = new GruTerms(100, 100 * bond.CouponRate, null);
        var years = (buybackOn.DayNumber - settlement.DayNumber) / DaysPerYear;
        var (before, after) = ((int)Math.Floor(years), (int)Math.Floor(years) + 1);
        var later = BuybackOption.Of(terms, curve, Rates, after).Value;
        var share = years - before;
        var sooner = before > 0
            ? BuybackOption.Of(terms, curve, Rates, before).Value
            : Math.Max(0, 100 - BuybackOption.Of(terms, curve, Rates, 1).Straight);
        return sooner + ((later - sooner) * share);
    }
}
