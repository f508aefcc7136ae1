using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Domain.Pricing;

/// <summary>How much of a bond's sensitivity sits at one term of the curve.</summary>
/// <param name="Term">Years.</param>
/// <param name="Duration">
/// Years: relative fall of the dirty price per unit by which the continuously compounded zero rate of this term
/// rises, the rise fading linearly to nothing at the neighbouring terms (flat before the first term and after the
/// last).
/// </param>
public readonly record struct KeyRateDuration(double Term, double Duration)
{
    /// <summary>One for each term. Together they are the duration against a parallel shift, exactly.</summary>
    /// <param name="terms">Years, growing, at least one.</param>
    public static IReadOnlyList<KeyRateDuration> Of(
        RemainingCashflows cashflows, DiscountCurve curve, IReadOnlyList<double> terms)
    {
        var (years, values) = (new double[cashflows.Count], new double[cashflows.Count]);
        for (var k = 0; k < cashflows.Count; k++)
        {
            years[k] = CurvePricing.Years(cashflows.Settlement, cashflows.DateOf(k));
            values[k] = cashflows.Amounts[k] * curve.Discount(years[k]);
        }

        var durations = Of(years, values, terms);
        return [.. terms.Select((term, i) => new KeyRateDuration(term, durations[i]))];
    }

    /// <param name="years">Of each payment.</param>
    /// <param name="values">Of each payment today.</param>
    internal static double[] Of(
        ReadOnlySpan<double> years, ReadOnlySpan<double> values, IReadOnlyList<double> terms)
    {
        ArgumentOutOfRangeException.ThrowIfZero(terms.Count, nameof(terms));
        var weights = new double[terms.Count];
        var price = 0d;
        for (var k = 0; k < years.Length; k++)
        {
            price += values[k];
            Spread(years[k] * values[k], years[k], terms, weights);
        }

        for (var i = 0; i < weights.Length; i++) weights[i] /= price;
        return weights;
    }

    /// <summary>Divides a payment's weight between the two terms around it.</summary>
    private static void Spread(double weight, double years, IReadOnlyList<double> terms, double[] weights)
    {
        var after = 0;
        while (after < terms.Count && terms[after] < years) after++;
        if (after == 0)
        {
            weights[0] += weight;
            return;
        }

        if (after == terms.Count)
        {
            weights[^1] += weight;
            return;
        }

        var share = (years - terms[after - 1]) / (terms[after] - terms[after - 1]);
        weights[after] += weight * share;
        weights[after - 1] += weight * (1 - share);
    }
}
