namespace CitizenBonds.Domain.Pricing.Series;

/// <summary>How published curves moved from one day to the next, at the key terms. In <c>double</c>.</summary>
public sealed record CurveChanges
{
    private const double DaysPerYear = 365.25;

    private CurveChanges(IReadOnlyList<DateOnly> days, IReadOnlyList<double[]> moves, double perYear)
    {
        Days = days;
        Moves = moves;
        PerYear = perYear;
    }

    /// <summary>The later day of each move.</summary>
    public IReadOnlyList<DateOnly> Days { get; }

    /// <summary>Zero rates now less before, one for each of <see cref="SeriesPrice.KeyTerms"/>.</summary>
    public IReadOnlyList<double[]> Moves { get; }

    /// <summary>Moves a year holds, by the days between the first curve and the last.</summary>
    public double PerYear { get; }

    /// <param name="curves">In order of day; fewer than three give no moves to speak of.</param>
    /// <returns>Null with fewer than three curves.</returns>
    public static CurveChanges? Of(IReadOnlyList<(DateOnly Day, DiscountCurve Curve)> curves)
    {
        if (curves.Count < 3) return null;
        var rates = curves.Select(item => SeriesPrice.KeyTerms.Select(item.Curve.ZeroRate).ToArray()).ToList();
        var moves = rates.Skip(1).Zip(rates, (now, before) => now.Zip(before, (a, b) => a - b).ToArray()).ToList();
        var span = curves[^1].Day.DayNumber - curves[0].Day.DayNumber;
        return new([.. curves.Skip(1).Select(item => item.Day)], moves, moves.Count * DaysPerYear / span);
    }

    /// <summary>The relative change of a price under each move, to the first order; carry is left out.</summary>
    /// <param name="keyRates">Of the series, years.</param>
    public double[] ReturnsOf(IReadOnlyList<double> keyRates) =>
        [.. Moves.Select(move => -keyRates.Zip(move, (duration, change) => duration * change).Sum())];
}
