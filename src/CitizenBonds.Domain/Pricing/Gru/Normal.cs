namespace CitizenBonds.Domain.Pricing.Gru;

/// <summary>The standard normal distribution to about fourteen digits. Analytics in <c>double</c>.</summary>
public static class Normal
{
    private const int TermsMax = 400;
    private const double SeriesReach = 3;

    public static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>The chance of more than x: a power series near zero, a continued fraction in the tails.</summary>
    public static double Survival(double x)
    {
        if (x < 0) return 1 - Survival(-x);
        return x < SeriesReach ? 0.5 - (Density(x) * Series(x)) : Density(x) / Fraction(x);
    }

    /// <summary>The x not exceeded with the chance given, by bisection.</summary>
    /// <param name="chance">Above 0, under 1.</param>
    public static double Quantile(double chance)
    {
        if (!(chance is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(chance));
        if (chance < 0.5) return -Quantile(1 - chance);
        var (low, high) = (0.0, 40.0);
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            if (Survival(middle) > 1 - chance) low = middle;
            else high = middle;
        }

        return (low + high) / 2;
    }

    /// <summary>x + x^3/3 + x^5/15 + ...</summary>
    private static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var k = 1; k < TermsMax && term > sum * 1e-17; k++)
        {
            term *= x * x / ((2 * k) + 1);
            sum += term;
        }

        return sum;
    }

    /// <summary>x + 1/(x + 2/(x + 3/(x + ...))), from the far end.</summary>
    private static double Fraction(double x)
    {
        var value = x;
        for (var k = TermsMax; k >= 1; k--) value = x + (k / value);
        return value;
    }
}
