using CitizenBonds.Application.Credit;
using CitizenBonds.Data;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.Series;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// The newest published curves as discount curves, oldest first. Made once for each newest day: a curve is never
/// changed after it was published, except by two people, and then the number of points or their sum differs.
/// </summary>
public sealed class CurveHistory
{
    /// <summary>About a year of working days.</summary>
    public const int CurvesMax = 250;

    private volatile Held? _held;

    public async Task<IReadOnlyList<(DateOnly Day, DiscountCurve Curve)>> LoadAsync(
        PortalContext portal, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = portal.CurvePoints.AsNoTracking()
            .Where(row => row.Curve == GovernmentCurve.Japan && row.QuotedOn <= day);
        var last = await rows.MaxAsync(row => (DateOnly?)row.QuotedOn, cancellationToken);
        if (last is not { } newest) return [];
        var (count, sum) = (
            await rows.CountAsync(cancellationToken), await rows.SumAsync(row => row.YieldPercent, cancellationToken));
        if (_held is { } held && held.Newest == newest && held.Count == count && held.Sum == sum) return held.Curves;
        var days = rows.Select(row => row.QuotedOn).Distinct().OrderByDescending(quoted => quoted).Take(CurvesMax);
        var points = await rows.Where(row => days.Contains(row.QuotedOn))
            .OrderBy(row => row.QuotedOn).ThenBy(row => row.TenorMonths)
            .ToListAsync(cancellationToken);
        List<(DateOnly Day, DiscountCurve Curve)> curves =
        [
            .. points.GroupBy(row => row.QuotedOn)
                .Select(group => new GovernmentCurve(
                    group.Key, [.. group.Select(row => (row.TenorMonths, row.YieldPercent))]))
                .Select(curve => (curve.QuotedOn, curve.Discounts)),
        ];
        _held = new(newest, count, sum, curves);
        return curves;
    }

    /// <returns>Null with too few curves.</returns>
    public async Task<CurveChanges?> ChangesAsync(
        PortalContext portal, DateOnly day, CancellationToken cancellationToken) =>
        CurveChanges.Of(await LoadAsync(portal, day, cancellationToken));

    private sealed record Held(
        DateOnly Newest, int Count, decimal Sum, IReadOnlyList<(DateOnly Day, DiscountCurve Curve)> Curves);
}
