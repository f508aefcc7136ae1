using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Credit;

/// <summary>
/// Spread over the government par curve by tenor: straight lines between the published points, flat outside them.
/// </summary>
public sealed record SpreadCurve
{
    private SpreadCurve(IReadOnlyList<SpreadPoint> points) => Points = points;

    /// <summary>Ascending by tenor; at least one.</summary>
    public IReadOnlyList<SpreadPoint> Points { get; }

    /// <exception cref="ArgumentException">No point, or tenors that do not ascend from one month or more.</exception>
    public static SpreadCurve FromPoints(params IReadOnlyList<SpreadPoint> points)
    {
        if (points.Count == 0) throw new ArgumentException("at least one point", nameof(points));
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i].TenorMonths <= (i == 0 ? 0 : points[i - 1].TenorMonths))
                throw new ArgumentException("tenors ascend from one month", nameof(points));
        }

        return new([.. points]);
    }

    /// <summary>The spread at a tenor, rounded half to even to one millionth.</summary>
    /// <param name="tenorMonths">Above zero.</param>
    public Rate At(int tenorMonths)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tenorMonths);
        var next = 0;
        while (next < Points.Count && Points[next].TenorMonths < tenorMonths) next++;
        if (next == 0) return Points[0].Spread;
        if (next == Points.Count) return Points[^1].Spread;

        var (below, above) = (Points[next - 1], Points[next]);
        var rise = (Int128)(above.Spread.PerMillion - below.Spread.PerMillion) * (tenorMonths - below.TenorMonths);
        var run = above.TenorMonths - below.TenorMonths;
        var added = (long)ExactDivision.Divide(rise, run, MidpointRounding.ToEven);
        return Rate.FromPerMillion(below.Spread.PerMillion + added);
    }
}

/// <param name="TenorMonths">Months from issue to maturity, above zero.</param>
public readonly record struct SpreadPoint(int TenorMonths, Rate Spread);
