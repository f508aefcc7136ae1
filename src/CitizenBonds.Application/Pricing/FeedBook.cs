using System.Globalization;
using CitizenBonds.Application.Credit;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Pricing.Feeds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Pricing;

/// <summary>What is held of the feeds: looks a series up, checks an item against it, writes what may count.</summary>
internal static class FeedBook
{
    /// <summary>One import or release at a time: each is checked against what the one before left.</summary>
    public static Task<int> LockAsync(PortalContext portal, CancellationToken cancellationToken) =>
        portal.Database.ExecuteSqlRawAsync("select 1 from portal.pricing_head for update", cancellationToken);

    /// <returns>True when exactly these values are held for that day already.</returns>
    public static async Task<bool> IsHeldAsync(PortalContext portal, FeedItem item, CancellationToken cancellationToken)
    {
        if (item.Series != GovernmentCurve.Japan)
        {
            var quote = await portal.FeedQuotes.FindAsync([item.Series, item.Day], cancellationToken);
            return quote is not null && item.Texts is [var only] && Number(only.Text).Equals(quote.Value);
        }

        var points = await CurveOfAsync(portal, item.Day, cancellationToken);
        return points.Count == item.Texts.Count && item.Texts.All(
            text => points.TryGetValue(text.Tenor, out var held) && Percent(text.Text) == held);
    }

    /// <returns>True when anything is held for that day.</returns>
    public static Task<bool> HasDayAsync(PortalContext portal, FeedItem item, CancellationToken cancellationToken) =>
        item.Series == GovernmentCurve.Japan
            ? portal.CurvePoints.AnyAsync(
                row => row.Curve == GovernmentCurve.Japan && row.QuotedOn == item.Day, cancellationToken)
            : portal.FeedQuotes.AnyAsync(
                row => row.Series == item.Series && row.QuotedOn == item.Day, cancellationToken);

    /// <returns>Why the item must not count, or null.</returns>
    public static async Task<FeedFault?> FindFaultAsync(
        PortalContext portal, FeedItem item, DateOnly today, CancellationToken cancellationToken)
    {
        if (item.Series != GovernmentCurve.Japan)
        {
            var last = await portal.FeedQuotes.Where(row => row.Series == item.Series)
                .OrderByDescending(row => row.QuotedOn).FirstOrDefaultAsync(cancellationToken);
            if (item.Texts.Count != 1) return FeedFault.NotPositive; // Two prices for one day: neither can be trusted.
            return FeedSeries.Find(item.Series)?.FindFault(
                last is null ? null : (last.QuotedOn, last.Value), item.Day, Number(item.Texts[0].Text), item.Unit,
                today);
        }

        if (item.Unit != CurveFeed.Unit) return FeedFault.WrongUnit;
        var points = new List<(int Tenor, decimal Percent)>();
        foreach (var (tenor, text) in item.Texts)
        {
            if (Percent(text) is not { } percent) return FeedFault.NotPositive;
            points.Add((tenor, percent));
        }

        var newest = await portal.CurvePoints.Where(row => row.Curve == GovernmentCurve.Japan)
            .MaxAsync(row => (DateOnly?)row.QuotedOn, cancellationToken);
        var before = newest is { } day ? await CurveOfAsync(portal, day, cancellationToken) : [];
        return CurveFeed.FindFault(newest, before, item.Day, points, item.Unit, today);
    }

    /// <summary>Makes the item count; what was held for that day is replaced.</summary>
    public static async Task WriteAsync(
        PortalContext portal, FeedItem item, string source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (item.Series == GovernmentCurve.Japan)
        {
            await portal.CurvePoints
                .Where(row => row.Curve == GovernmentCurve.Japan && row.QuotedOn == item.Day)
                .ExecuteDeleteAsync(cancellationToken);
            portal.CurvePoints.AddRange(item.Texts.Select(text => new CurvePointRow
            {
                Curve = GovernmentCurve.Japan, QuotedOn = item.Day, TenorMonths = text.Tenor,
                YieldPercent = Percent(text.Text) ?? throw new InvalidOperationException("Checked before."),
            }));
        }
        else
        {
            await portal.FeedQuotes.Where(row => row.Series == item.Series && row.QuotedOn == item.Day)
                .ExecuteDeleteAsync(cancellationToken);
            portal.FeedQuotes.Add(new FeedQuoteRow
            {
                Series = item.Series, QuotedOn = item.Day, Value = Number(item.Texts[0].Text), Source = source,
                RecordedAt = now,
            });
        }

        await portal.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Not a number when the text is none.</summary>
    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    /// <summary>To the fifth decimal, as it is kept; null when the text is no number.</summary>
    private static decimal? Percent(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && Math.Abs(value) < 1_000m ? Math.Round(value, 5) : null;

    private static Task<Dictionary<int, decimal>> CurveOfAsync(
        PortalContext portal, DateOnly day, CancellationToken cancellationToken) =>
        portal.CurvePoints.AsNoTracking()
            .Where(row => row.Curve == GovernmentCurve.Japan && row.QuotedOn == day)
            .ToDictionaryAsync(row => row.TenorMonths, row => row.YieldPercent, cancellationToken);
}
