using CitizenBonds.Data;
using CitizenBonds.Domain.Pricing;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <summary>
/// Published par yields of government bonds on one day, and the discount curve on which each quoted bond costs 100. The
/// same curve prices every series; between the tenors its forward rates never change sign.
/// </summary>
/// <param name="Points">Ascending by tenor, yields in percent; at least one.</param>
public sealed record GovernmentCurve(DateOnly QuotedOn, IReadOnlyList<(int TenorMonths, decimal YieldPercent)> Points)
{
    public const string Japan = "JGB";
    private const int PaymentsPerYear = 2;
    private const int MonthsPerYear = 12;
    private readonly Lazy<DiscountCurve> _discounts =
        new(() => DiscountCurve.FromParYields(ParYields(Points), PaymentsPerYear));

    public DiscountCurve Discounts => _discounts.Value;

    /// <summary>Why published yields make no curve, or null: asked before they are kept.</summary>
    public static CurveRefusal? FindRefusal(IReadOnlyList<(int TenorMonths, decimal YieldPercent)> points) =>
        DiscountCurve.TryFromParYields(ParYields(points), PaymentsPerYear, out _);

    /// <summary>Par yield in percent, compounded twice a year as published, to a millionth of a percent.</summary>
    public decimal ParYieldAt(int tenorMonths)
    {
        var published = Points.FirstOrDefault(point => point.TenorMonths == tenorMonths);
        if (published.TenorMonths == tenorMonths) return published.YieldPercent;
        var parYield = Discounts.ParYield(tenorMonths / (double)MonthsPerYear, PaymentsPerYear);
        return Math.Round((decimal)(100 * parYield), 6);
    }

    private static ParYield[] ParYields(IReadOnlyList<(int TenorMonths, decimal YieldPercent)> points) =>
        [
            .. points.Select(point => new ParYield(
                point.TenorMonths / (double)MonthsPerYear, (double)point.YieldPercent / 100)),
        ];

    /// <returns>The latest curve not after a day; null when none was published.</returns>
    public static async Task<GovernmentCurve?> LoadAsync(
        PortalContext portal, DateOnly day, CancellationToken cancellationToken)
    {
        var quotedOn = await portal.CurvePoints
            .Where(row => row.Curve == Japan && row.QuotedOn <= day)
            .MaxAsync(row => (DateOnly?)row.QuotedOn, cancellationToken);
        if (quotedOn is not { } date) return null;
        var rows = await portal.CurvePoints.AsNoTracking()
            .Where(row => row.Curve == Japan && row.QuotedOn == date)
            .OrderBy(row => row.TenorMonths)
            .ToListAsync(cancellationToken);
        return new(date, rows.ConvertAll(row => (row.TenorMonths, row.YieldPercent)));
    }
}
