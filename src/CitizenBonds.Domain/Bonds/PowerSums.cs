namespace CitizenBonds.Domain.Bonds;

/// <summary>Sums over k from 0 to n - 1 of v^k, k v^k and k² v^k.</summary>
internal readonly record struct PowerSums(double Plain, double Weighted, double Squared, double LastPower)
{
    /// <summary>
    /// Below this the closed form loses digits to cancellation (by the square of 1 / (n i)), and n is mostly so small
    /// that adding term by term is as fast.
    /// </summary>
    private const double ClosedFormFrom = 0.25;

    /// <param name="rate">Per period, above -1; v = 1 / (1 + rate).</param>
    /// <param name="logFactor">The logarithm of 1 + rate, which callers have already.</param>
    public static PowerSums Of(int count, double rate, double discount, double logFactor) =>
        count * Math.Abs(rate) < ClosedFormFrom
            ? TermByTerm(count, discount)
            : ClosedForm(count, rate, discount, Math.Exp((1 - count) * logFactor));

    /// <summary>Each sum from the one before, which keeps the digits the explicit fractions would lose.</summary>
    private static PowerSums ClosedForm(int count, double rate, double v, double last)
    {
        double n = count;
        var perGap = (1 + rate) / rate; // 1 / (1 - v) without cancellation.
        var next = last * v;
        var plain = (1 - next) * perGap;
        var weighted = (v * plain - n * next) * perGap;
        var squared = (2 * weighted - (plain - 1) - (n - 1) * (n - 1) * next) * perGap;
        return new(plain, weighted, squared, last);
    }

    private static PowerSums TermByTerm(int count, double v)
    {
        double plain = 0, weighted = 0, squared = 0, power = 1, last = 1, k = 0;
        for (var term = 0; term < count; term++)
        {
            last = power;
            plain += power;
            weighted += k * power;
            squared += k * k * power;
            power *= v;
            k++;
        }

        return new(plain, weighted, squared, last);
    }
}
