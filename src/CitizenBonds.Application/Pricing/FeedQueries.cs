using CitizenBonds.Data;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Pricing.Feeds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Pricing;

/// <param name="Values">"2345.6 USD/ozt", or "12: 0.5, 24: 0.8 percent".</param>
/// <param name="ProposedBy">Null until somebody proposed its release.</param>
public sealed record QuarantinedItem(
    long Id, string Series, DateOnly QuotedOn, string Values, string Source, FeedFault Fault, QuarantineState State,
    DateTimeOffset ReceivedAt, Guid? ProposedBy);

/// <summary>The newest value of a metal.</summary>
public sealed record NewestQuote(string Series, string Unit, DateOnly QuotedOn, double Value);

/// <summary>Feeds as the people who look after them see them.</summary>
public sealed class FeedQueries(IDbContextFactory<PortalContext> contexts)
{
    private const int ItemsMax = 200;

    /// <summary>Waiting items first, newest first within each.</summary>
    public async Task<IReadOnlyList<QuarantinedItem>> QuarantineAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.FeedQuarantine.AsNoTracking()
            .OrderBy(row => row.State == QuarantineState.Released || row.State == QuarantineState.Rejected)
            .ThenByDescending(row => row.Id)
            .Take(ItemsMax)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(ViewOf);
    }

    /// <summary>Those that have one, in the order of <see cref="FeedSeries.All"/>.</summary>
    public async Task<IReadOnlyList<NewestQuote>> NewestAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var newest = await portal.FeedQuotes
            .FromSql($"select distinct on (series) * from portal.feed_quotes order by series, quoted_on desc")
            .AsNoTracking()
            .ToDictionaryAsync(row => row.Series, cancellationToken);
        return
        [
            .. FeedSeries.All.Where(series => newest.ContainsKey(series.Code))
                .Select(series => new NewestQuote(
                    series.Code, series.Unit, newest[series.Code].QuotedOn, newest[series.Code].Value)),
        ];
    }

    /// <summary>Every feed by HTTP that was ever asked.</summary>
    public async Task<IReadOnlyList<FeedSourceLine>> SourcesAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.FeedSources.OrderBy(row => row.Name)
            .Select(row => new FeedSourceLine(
                row.Name, row.Series, row.AttemptedAt, row.SucceededAt, row.Failure, row.FailingSince))
            .ToListAsync(cancellationToken);
    }

    private static QuarantinedItem ViewOf(FeedQuarantineRow row)
    {
        var item = QuarantinedBody.ItemOf(row);
        var values = string.Join(
            ", ", item.Texts.Select(text => text.Tenor == 0 ? text.Text : $"{text.Tenor}: {text.Text}"));
        return new(
            row.Id, row.Series, row.QuotedOn, $"{values} {item.Unit}", row.Source, row.Fault, row.State,
            row.ReceivedAt, row.ProposedBy);
    }
}
