namespace CitizenBonds.Domain.Pricing;

/// <summary>
/// A smooth curve through points that rises where they rise, falls where they fall and never swings beyond them: cubic
/// Hermite with slopes by the weighted harmonic mean (Fritsch and Butland 1984). Straight beyond the last point.
/// </summary>
internal static class MonotoneInterpolation
{
    /// <param name="xs">Growing, at least two.</param>
    /// <param name="slopes">Filled: one for each point.</param>
    public static void FillSlopes(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<double> slopes)
    {
        var before = Secant(xs, ys, 0);
        slopes[0] = before;
        for (var i = 1; i < xs.Length - 1; i++)
        {
            var after = Secant(xs, ys, i);
            var (widthBefore, widthAfter) = (xs[i] - xs[i - 1], xs[i + 1] - xs[i]);
            slopes[i] = before * after <= 0
                ? 0
                : 3 * (widthBefore + widthAfter)
                    / ((2 * widthAfter + widthBefore) / before + (widthAfter + 2 * widthBefore) / after);
            before = after;
        }

        slopes[xs.Length - 1] = before;
    }

    public static double ValueAt(
        double x, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> slopes)
    {
        if (x >= xs[^1]) return ys[^1] + slopes[^1] * (x - xs[^1]);
        var (i, width, u) = Locate(x, xs);
        var v = 1 - u;
        return ys[i] * v * v * (1 + 2 * u) + ys[i + 1] * u * u * (1 + 2 * v)
            + width * u * v * (slopes[i] * v - slopes[i + 1] * u);
    }

    public static double SlopeAt(
        double x, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, ReadOnlySpan<double> slopes)
    {
        if (x >= xs[^1]) return slopes[^1];
        var (i, width, u) = Locate(x, xs);
        return 6 * u * (1 - u) * (ys[i + 1] - ys[i]) / width
            + slopes[i] * (1 - u) * (1 - 3 * u) + slopes[i + 1] * u * (3 * u - 2);
    }

    private static (int Index, double Width, double Position) Locate(double x, ReadOnlySpan<double> xs)
    {
        var found = xs.BinarySearch(x);
        var i = Math.Max(found >= 0 ? found : ~found - 1, 0);
        var width = xs[i + 1] - xs[i];
        return (i, width, (x - xs[i]) / width);
    }

    private static double Secant(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, int i) =>
        (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]);
}
