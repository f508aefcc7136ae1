namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>
/// The holder's right to sell a GRU bond back at its principal once, after some years: what it is worth as an option,
/// on the Hull-White lattice that also prices callable bonds. Analytics in <c>double</c>, in the unit of the principal.
/// </summary>
/// <param name="Straight">The bond without the right: coupons and redemption on the curve.</param>
/// <param name="WithRight">The bond with it.</param>
/// <param name="Intrinsic">
/// What the right would be worth if rates came as the curve foresees: PV(principal at buyback) less the value of the
/// payments given up for it, never below zero.
/// </param>
public sealed record BuybackOption(double Straight, double WithRight, double Intrinsic)
{
    /// <summary>The published right comes after ten years.</summary>
    public const int PublishedYears = 10;

    private const int StepsPerYear = 24;

    /// <summary>
    /// Payments beyond so many years after the buyback date are taken at the value the curve gives them today: what is
    /// left of them by then moves the price by less than the lattice can tell.
    /// </summary>
    private const int LatticeYearsAfter = 90;

    public double Value => WithRight - Straight;

    /// <summary>What uncertainty adds: zero or more.</summary>
    public double TimeValue => Value - Intrinsic;

    /// <param name="curve">Its today is the day of the price.</param>
    /// <param name="buybackYears">1 or more; before the bond's own maturity.</param>
    public static BuybackOption Of(GruTerms terms, DiscountCurve curve, HullWhiteModel model, int buybackYears)
    {
        terms.Checked();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(buybackYears);
        if (terms.Years <= buybackYears) throw new ArgumentOutOfRangeException(nameof(buybackYears));
        var lastYear = Math.Min(terms.Years ?? GruTerms.YearsMax, buybackYears + LatticeYearsAfter);
        var times = Times(lastYear);
        var lattice = new HullWhiteLattice(model, curve, times);
        var values = new double[lattice.LastStates];
        Array.Fill(values, ValueFrom(terms, curve, lastYear + 1) / curve.Discount(lastYear));
        for (var i = times.Length - 1; i >= 0; i--)
        {
            if (i < times.Length - 1) values = lattice.RollBack(i, values);
            if (times[i] == buybackYears) Exercise(values, terms.Principal);
            if (times[i] > 0 && times[i] == Math.Floor(times[i])) Pay(values, PaymentOf(terms, (int)times[i]));
        }

        var kept = ValueFrom(terms, curve, buybackYears + 1);
        var intrinsic = Math.Max(0, (terms.Principal * curve.Discount(buybackYears)) - kept);
        return new(ValueFrom(terms, curve, 1), values[0], intrinsic);
    }

    /// <summary>The curve's value today of what is paid from one year on.</summary>
    private static double ValueFrom(GruTerms terms, DiscountCurve curve, int firstYear)
    {
        var sum = 0d;
        var last = terms.Years ?? GruTerms.YearsMax;
        for (var year = firstYear; year <= last; year++) sum += PaymentOf(terms, year) * curve.Discount(year);
        return sum;
    }

    private static double PaymentOf(GruTerms terms, int year) =>
        terms.AnnualCoupon + (year == terms.Years ? terms.Principal : 0);

    private static void Exercise(double[] values, double principal)
    {
        for (var s = 0; s < values.Length; s++) values[s] = Math.Max(values[s], principal);
    }

    private static void Pay(double[] values, double amount)
    {
        for (var s = 0; s < values.Length; s++) values[s] += amount;
    }

    /// <summary>Whole years lie exactly on the lattice.</summary>
    private static double[] Times(int years) =>
        [.. Enumerable.Range(0, (years * StepsPerYear) + 1).Select(step => step / (double)StepsPerYear)];
}
