using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Mining;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.IndexLinked;

public sealed record AnnouncedOption(long IssueId);

/// <summary>Sixty days before the day of the buyback: a filing, and a notice to everybody who holds the bond.</summary>
public sealed class AnnounceOption(CommandRunner commands, IDbContextFactory<PortalContext> contexts)
{
    public static readonly TimeSpan Notice = TimeSpan.FromDays(IndexTerms.BuybackNoticeDays);

    private const int SeriesPerRoundMax = 100;

    /// <returns>How many series were announced.</returns>
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var issueId in await DueAsync(now, cancellationToken))
            if ((await ExecuteAsync(issueId, now, cancellationToken)).AsRefusal is null) done++;
        return done;
    }

    public Task<Outcome<AnnouncedOption>> ExecuteAsync(
        long issueId, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(
                nameof(AnnounceOption), string.Create(CultureInfo.InvariantCulture, $"announce-option-{issueId}"),
                issueId, Actor: null, now),
            (portal, token) => AnnounceAsync(portal, issueId, now, token),
            cancellationToken);

    private static async Task<Outcome<AnnouncedOption>> AnnounceAsync(
        PortalContext portal, long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var series = await portal.IndexSeries
            .FromSql($"select * from portal.index_series where issue_id = {issueId} for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (series is null) return Refusal.Of(OptionRefusal.NotFound);
        var run = await portal.PaymentRuns.AsNoTracking().SingleOrDefaultAsync(
            row => row.IssueId == issueId && row.Kind == PaymentKind.Buyback, cancellationToken);
        if (run is null || series.OptionAnnouncedAt is not null || now < run.DueAt - Notice || now > run.RecordAt)
            return Refusal.Of(OptionRefusal.NotOpen);
        var issue = await portal.Issues.SingleAsync(row => row.Id == issueId, cancellationToken);

        series.OptionAnnouncedAt = now;
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.OptionAnnounced, now));
        Filings.Add(
            portal, issue, FilingKind.OptionAnnounced,
            new { until = run.RecordAt, paidAt = run.DueAt, denominationYen = issue.DenominationYen },
            dueOn: null, now);
        await CallHolders.TellAsync(
            portal, issue, NoticeKind.OptionAnnounced, issue.DenominationYen, now, cancellationToken);
        return new AnnouncedOption(issueId);
    }

    private async Task<List<long>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var until = now + Notice;
        return await portal.PaymentRuns
            .Where(run => run.Kind == PaymentKind.Buyback && run.State == PaymentRunState.Scheduled
                && run.DueAt <= until && run.RecordAt >= now
                && portal.IndexSeries.Any(row => row.IssueId == run.IssueId && row.OptionAnnouncedAt == null))
            .OrderBy(run => run.IssueId)
            .Select(run => run.IssueId)
            .Take(SeriesPerRoundMax)
            .ToListAsync(cancellationToken);
    }
}
