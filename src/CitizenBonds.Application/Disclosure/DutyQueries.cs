using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Disclosure;

/// <summary>Something an issuer owes the public and is late with today.</summary>
public sealed record OverdueFiling(
    string IssuerCode, BothNames Issuer, string? Isin, FilingKind Kind, DateOnly DueOn, int DaysLate);

/// <summary>One report on the spending of the proceeds, filed or owed.</summary>
/// <param name="SpentOn">Null while owed.</param>
public sealed record ProceedsReportLine(
    int Number, DateOnly DueOn, DateOnly? FiledOn, int DaysLate, int Versions, Money? Spent, string? SpentOn);

/// <param name="Next">The report that can be filed now; null when everything was spent.</param>
public sealed record ProceedsDesk(
    Money Proceeds, IReadOnlyList<ProceedsReportLine> Reports, int? Next, DateOnly? NextDue);

/// <summary>What issuers owe the public: derived from what happened, so that a filing never made is counted too.
/// </summary>
public sealed class DutyQueries(IDbContextFactory<PortalContext> contexts)
{
    private static readonly Dictionary<IssueEventKind, FilingKind> FilingOfEvent = new()
    {
        [IssueEventKind.Settled] = FilingKind.FinalSaleReport,
        [IssueEventKind.CrowdFailed] = FilingKind.CrowdFailed,
        [IssueEventKind.PaymentDefault] = FilingKind.PaymentDefault,
        [IssueEventKind.DefaultCured] = FilingKind.DefaultCured,
        [IssueEventKind.Redeemed] = FilingKind.Redemption,
    };

    /// <param name="issuerCode">Null for all.</param>
    /// <returns>Latest first; empty when nothing is late.</returns>
    public async Task<IReadOnlyList<OverdueFiling>> OverdueAsync(
        string? issuerCode, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var issues = await (
            from issue in portal.Issues.AsNoTracking()
            join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
            where (issuerCode == null || issuer.Code == issuerCode)
                && (issue.SettledAt != null || issue.State == IssueState.CrowdFailed)
            orderby issue.Id
            select new { Issue = issue, Issuer = issuer })
            .ToListAsync(cancellationToken);
        var ids = issues.ConvertAll(row => row.Issue.Id);
        var kinds = FilingOfEvent.Keys.ToArray();
        var events = (await portal.IssueEvents.AsNoTracking()
            .Where(row => ids.Contains(row.IssueId) && kinds.Contains(row.Kind))
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken)).ToLookup(row => row.IssueId);
        var filings = (await portal.Filings.AsNoTracking()
            .Where(row => row.IssueId != null && ids.Contains(row.IssueId.Value))
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken)).ToLookup(row => row.IssueId);
        var proceeds = await ProceedsBooks.ProceedsAsync(portal, cancellationToken);
        var today = PortalTime.DayOf(now);
        return
        [
            .. from row in issues
               from duty in DutiesOf(events[row.Issue.Id], [.. filings[row.Issue.Id]])
                   .Concat(row.Issue.SettledAt is { } settledAt
                       ? ProceedsBooks.Of(
                           settledAt, proceeds.GetValueOrDefault(row.Issue.Id), filings[row.Issue.Id]).DutiesOn(today)
                       : [])
               where duty.IsOverdue(today)
               orderby duty.DueOn, row.Issue.Id, duty.Kind
               select new OverdueFiling(
                   row.Issuer.Code, new(row.Issuer.NameJa, row.Issuer.NameEn), row.Issue.Isin, duty.Kind, duty.DueOn,
                   duty.DaysLate(today)),
        ];
    }

    /// <returns>Null when the issue is not the officer's or has not settled.</returns>
    public async Task<ProceedsDesk?> ProceedsAsync(
        long issueId, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var settledAt = await portal.Issues
            .Where(row => row.Id == issueId && row.IssuerId == actor.IssuerId)
            .Select(row => row.SettledAt)
            .SingleOrDefaultAsync(cancellationToken);
        if (settledAt is not { } settled) return null;
        var filings = await portal.Filings.AsNoTracking()
            .Where(row => row.IssueId == issueId && row.Kind == FilingKind.ProceedsSpentReport)
            .ToListAsync(cancellationToken);
        var proceeds = (await ProceedsBooks.ProceedsAsync(portal, cancellationToken)).GetValueOrDefault(issueId);
        var reports = ProceedsBooks.Of(settled, proceeds, filings);
        var today = PortalTime.DayOf(now);
        return new(
            proceeds,
            [.. reports.DutiesOn(today).Select((duty, index) => LineOf(index + 1, duty, filings, today))],
            reports.Next,
            reports.Next is { } next ? reports.DueOf(next) : null);
    }

    private static ProceedsReportLine LineOf(
        int number, FilingDuty duty, List<FilingRow> filings, DateOnly today)
    {
        var versions = filings.Where(filing => filing.DueOn == duty.DueOn).OrderBy(filing => filing.Version).ToList();
        var body = versions.Count == 0 ? null : ProceedsBooks.BodyOf(versions[^1]);
        return new(
            number, duty.DueOn, duty.FiledOn, duty.DaysLate(today), versions.Count,
            body is null ? null : Money.FromYen(body.SpentYen), body?.SpentOn);
    }

    /// <summary>The first event of a kind is answered by the first filing of that kind, the second by the second.
    /// </summary>
    private static IEnumerable<FilingDuty> DutiesOf(
        IEnumerable<Data.Offerings.IssueEventRow> events, IReadOnlyList<FilingRow> filings) =>
        from kind in events.GroupBy(row => FilingOfEvent[row.Kind])
        let filed = filings.Where(filing => filing.Kind == kind.Key && filing.Version == 1).ToList()
        from one in kind.Index()
        let happenedOn = PortalTime.DayOf(one.Item.HappenedAt)
        select new FilingDuty(
            kind.Key,
            FilingCalendar.DueOn(kind.Key, happenedOn) ?? happenedOn,
            one.Index < filed.Count ? PortalTime.DayOf(filed[one.Index].FiledAt) : null);
}
