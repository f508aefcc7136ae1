using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Pricing;

/// <summary>
/// What one unit paid in the future is worth today, in <c>double</c>. Time in years from today, zero or more. Between
/// its points the logarithm of the discount factor is monotone, so forward rates never change sign between two points
/// and are continuous; beyond the last point the forward rate stays.
/// </summary>
public sealed class DiscountCurve
{
    public const int PointsMax = 200;
    public const double YearsMax = 150;

    private readonly double[] _years;
    private readonly double[] _logs;
    private readonly double[] _slopes;

    /// <param name="years">Growing, the first is 0.</param>
    /// <param name="logs">Minus the logarithm of the discount factor; the first is 0.</param>
    internal DiscountCurve(double[] years, double[] logs)
    {
        _years = years;
        _logs = logs;
        _slopes = new double[years.Length];
        MonotoneInterpolation.FillSlopes(years, logs, _slopes);
    }

    /// <summary>The terms from which the curve was made, zero excluded.</summary>
    public ReadOnlySpan<double> Terms => _years.AsSpan(1..);

    /// <summary>The same rate for every term.</summary>
    /// <param name="continuousRate">A fraction a year, compounded continuously.</param>
    public static DiscountCurve Flat(double continuousRate) =>
        new([0, 1], [0, Guard.Finite(continuousRate, nameof(continuousRate))]);

    /// <summary>The curve on which a bond of each term, with this coupon, costs exactly 100.</summary>
    /// <param name="points">In order of term. Terms within one coupon period have a single payment.</param>
    /// <param name="paymentsPerYear">
    /// Coupons of the par bonds: 2 for Japanese and United States government bonds.
    /// </param>
    /// <param name="curve">Null when refused.</param>
    /// <returns>Why there is no such curve, or null.</returns>
    public static CurveRefusal? TryFromParYields(
        IReadOnlyList<ParYield> points, int paymentsPerYear, out DiscountCurve? curve) =>
        ParBootstrap.Solve(points, paymentsPerYear, out curve);

    /// <exception cref="ArgumentException">There is a <see cref="CurveRefusal"/>.</exception>
    public static DiscountCurve FromParYields(IReadOnlyList<ParYield> points, int paymentsPerYear) =>
        TryFromParYields(points, paymentsPerYear, out var curve) is { } refusal
            ? throw new ArgumentException($"These par yields make no curve: {refusal}.", nameof(points))
            : curve!; // Not null when not refused.

    /// <summary>Above zero; 1 today.</summary>
    public double Discount(double years) => Math.Exp(-LogAt(years));

    /// <summary>Continuously compounded, a fraction a year; today's is the limit.</summary>
    public double ZeroRate(double years) => years == 0 ? ForwardRate(0) : LogAt(years) / years;

    /// <summary>Instantaneous, continuously compounded.</summary>
    public double ForwardRate(double years) => MonotoneInterpolation.SlopeAt(Time(years), _years, _logs, _slopes);

    /// <summary>The coupon at which a bond of this term costs 100; for a term within one period, its yield.</summary>
    /// <param name="years">Above zero. A broken period comes first and carries its share of a coupon.</param>
    public double ParYield(double years, int paymentsPerYear = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(years);
        var periods = years * paymentsPerYear;
        if (periods <= 1) return paymentsPerYear * (Math.Pow(Discount(years), -1 / periods) - 1);
        var annuity = 0d;
        var whole = (int)Math.Floor(periods + 1e-9);
        for (var k = 0; k < whole; k++) annuity += Discount(years - (double)k / paymentsPerYear);
        var broken = periods - whole;
        if (broken > 1e-9) annuity += broken * Discount(broken / paymentsPerYear);
        return paymentsPerYear * (1 - Discount(years)) / annuity;
    }

    /// <summary>This curve with every continuously compounded zero rate moved by the same amount.</summary>
    public DiscountCurve Shifted(double continuousRate)
    {
        Guard.Finite(continuousRate, nameof(continuousRate));
        var logs = new double[_logs.Length];
        for (var i = 0; i < logs.Length; i++) logs[i] = _logs[i] + continuousRate * _years[i];
        return new(_years, logs);
    }

    private double LogAt(double years) => MonotoneInterpolation.ValueAt(Time(years), _years, _logs, _slopes);

    private static double Time(double years)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(years);
        return Guard.Finite(years, nameof(years));
    }
}
