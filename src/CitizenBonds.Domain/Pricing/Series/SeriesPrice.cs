using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Domain.Pricing.Series;

/// <summary>The model price of a series on one day with all its parts. Per 100 of face, in <c>double</c>.</summary>
public sealed record SeriesPrice
{
    /// <summary>Years at which the sensitivity is split.</summary>
    public static IReadOnlyList<double> KeyTerms { get; } = [1, 2, 3, 5, 7, 10, 15, 20, 30, 40];

    /// <summary>What the coupons still to come are worth.</summary>
    public required double Coupons { get; init; }

    /// <summary>What the repayment is worth.</summary>
    public required double Redemption { get; init; }

    /// <summary>What the index adds: principal * (I / I0 - 1) * share. Zero without an index.</summary>
    public double IndexExcess { get; init; }

    /// <summary>w: the share in the index's movement; zero without an index.</summary>
    public double IndexShare { get; init; }

    /// <summary>What the right to sell back is worth; zero without one.</summary>
    public double OptionValue { get; init; }

    /// <summary>Interest the seller has earned.</summary>
    public required double Accrued { get; init; }

    /// <summary>Added to every zero rate of the curve, a fraction a year.</summary>
    public required double Spread { get; init; }

    /// <summary>Street yield at the model price, a fraction a year; null when the price gives none.</summary>
    public required double? Yield { get; init; }

    /// <summary>Years; see <see cref="KeyRateDuration"/>. One for each of <see cref="KeyTerms"/>.</summary>
    public required IReadOnlyList<double> KeyRates { get; init; }

    /// <summary>Dirty prices, one for each of <see cref="CurveScenario.Standard"/>.</summary>
    public required IReadOnlyList<double> Scenarios { get; init; }

    public double Dirty => Coupons + Redemption + IndexExcess + OptionValue;

    public double Clean => Dirty - Accrued;

    /// <summary>Years: relative fall of the price per unit by which all zero rates rise.</summary>
    public double Duration => KeyRates.Sum();

    /// <summary>Fall of the price when all zero rates rise by one basis point, to the first order.</summary>
    public double Dv01 => Duration * Dirty / 10_000;

    /// <summary>
    /// Published wording, kept for comparison: coupons + principal / r + principal * (I / I0) * share. Not
    /// dimensionally coherent. Null without a yield above zero.
    /// </summary>
    public double? AsPublished =>
        Yield is > 0 and { } yield ? Coupons + (100 / yield) + IndexExcess + (100 * IndexShare) : null;

    /// <param name="curve">Its today is the settlement day.</param>
    /// <param name="spread">A fraction a year, continuously compounded.</param>
    /// <exception cref="ArgumentException">The bond has no price on that day.</exception>
    public static SeriesPrice Of(PricedBond bond, DateOnly settlement, DiscountCurve curve, double spread)
    {
        var cashflows = RemainingCashflows.From(bond, settlement, YieldConvention.Street);
        var (years, values) = (new double[cashflows.Count], new double[cashflows.Count]);
        var dirty = 0d;
        for (var k = 0; k < values.Length; k++)
        {
            years[k] = CurvePricing.Years(settlement, cashflows.DateOf(k));
            values[k] = cashflows.Amounts[k] * curve.Discount(years[k]) * Math.Exp(-spread * years[k]);
            dirty += values[k];
        }

        var redemption = values[^1] * bond.Redemption / cashflows.Amounts[^1];
        var solution = BondYield.YieldFromDirty(cashflows, dirty);
        var scenarios = new double[CurveScenario.Standard.Count];
        ScenarioValues.Fill(years, values, scenarios);
        return new SeriesPrice
        {
            Coupons = dirty - redemption,
            Redemption = redemption,
            Accrued = cashflows.Accrued,
            Spread = spread,
            Yield = solution.Refusal is null ? solution.Yield : null,
            KeyRates = KeyRateDuration.Of(years, values, KeyTerms),
            Scenarios = scenarios,
        };
    }
}
