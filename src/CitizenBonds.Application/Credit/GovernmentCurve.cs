using CitizenBonds.Data;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <summary>
/// Published par yields of government bonds on one day: straight lines between the tenors, flat outside them.
/// </summary>
/// <param name="Points">Ascending by tenor, yields in percent; at least one.</param>
public sealed record GovernmentCurve(DateOnly QuotedOn, IReadOnlyList<(int TenorMonths, decimal YieldPercent)> Points)
{
    public const string Japan = "JGB";

    /// <summary>Par yield in percent, compounded twice a year as published.</summary>
    public decimal ParYieldAt(int tenorMonths)
    {
        var next = 0;
        while (next < Points.Count && Points[next].TenorMonths < tenorMonths) next++;
        if (next == 0) return Points[0].YieldPercent;
        if (next == Points.Count) return Points[^1].YieldPercent;
        var (below, above) = (Points[next - 1], Points[next]);
        var share = (decimal)(tenorMonths - below.TenorMonths) / (above.TenorMonths - below.TenorMonths);
        return below.YieldPercent + (share * (above.YieldPercent - below.YieldPercent));
    }

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
