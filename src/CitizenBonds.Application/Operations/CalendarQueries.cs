using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Operations;

/// <summary>What falls due next, and what fell due in a stretch of time.</summary>
public sealed class CalendarQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int ItemsMax = 12;
    public const int DoneMax = 100;

    private static readonly IssueEventKind[] ByCalendar =
    [
        IssueEventKind.Settled, IssueEventKind.CrowdFailed, IssueEventKind.CouponPaid, IssueEventKind.PaymentDefault,
        IssueEventKind.DefaultCured, IssueEventKind.Redeemed, IssueEventKind.IndexMissing,
        IssueEventKind.OptionAnnounced, IssueEventKind.OptionPaid,
    ];

    /// <returns>The earliest first; what is late stands before everything else.</returns>
    public async Task<IReadOnlyList<DueItem>> NextAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var sales = await (
            from issue in portal.Issues.AsNoTracking()
            join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
            where issue.State == IssueState.Announced
            orderby issue.SettlesAt, issue.Id
            select new { Issue = issue, issuer.NameJa, issuer.NameEn }).Take(ItemsMax).ToListAsync(cancellationToken);
        var payments = await (
            from run in portal.PaymentRuns.AsNoTracking()
            join issue in portal.Issues on run.IssueId equals issue.Id
            join issuer in portal.Issuers on issue.IssuerId equals issuer.Id
            where run.State == PaymentRunState.Scheduled || run.State == PaymentRunState.Defaulted
            orderby run.DueAt, run.Id
            select new { Run = run, Issue = issue, issuer.NameJa, issuer.NameEn })
            .Take(ItemsMax).ToListAsync(cancellationToken);
        var due = sales.Select(row => new DueItem(
                DueKind.SaleSettles, row.Issue.SettlesAt, row.Issue.Isin ?? "", TitleOf(row.Issue),
                new(row.NameJa, row.NameEn), row.Issue.SettlesAt < now))
            .Concat(payments.Select(row => new DueItem(
                DueKindOf(row.Run.Kind), row.Run.DueAt,
                row.Issue.Isin ?? "", TitleOf(row.Issue), new(row.NameJa, row.NameEn), row.Run.DueAt < now)));
        return [.. due.OrderBy(item => item.At).ThenBy(item => item.Isin, StringComparer.Ordinal).Take(ItemsMax)];
    }

    /// <summary>What the calendar did in a stretch of time, in the order in which it happened.</summary>
    /// <param name="after">Not included.</param>
    /// <param name="until">Included.</param>
    public async Task<IReadOnlyList<DoneItem>> DoneAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from happened in portal.IssueEvents.AsNoTracking()
            join issue in portal.Issues on happened.IssueId equals issue.Id
            join allotment in portal.Allotments on issue.Id equals allotment.IssueId into allotments
            from allotment in allotments.DefaultIfEmpty()
            where happened.HappenedAt > after && happened.HappenedAt <= until && ByCalendar.Contains(happened.Kind)
            orderby happened.Id
            select new
            {
                happened.Kind,
                happened.HappenedAt,
                Issue = issue,
                Tokens = (long?)allotment.AllottedTokens,
                Applicants = (int?)allotment.Applicants,
            }).Take(DoneMax).ToListAsync(cancellationToken);
        var ids = rows.Select(row => row.Issue.Id).Distinct().ToArray();
        var runs = await portal.PaymentRuns.AsNoTracking()
            .Where(run => ids.Contains(run.IssueId) && run.FinishedAt > after && run.FinishedAt <= until)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row =>
        {
            var run = runs.Find(run => run.IssueId == row.Issue.Id && run.FinishedAt == row.HappenedAt
                && KindOf(run.Kind) == row.Kind);
            var isSale = row.Kind == IssueEventKind.Settled;
            var yen = isSale ? (row.Tokens ?? 0) * row.Issue.PaidPriceYen : run?.PaidYen ?? 0;
            return new DoneItem(
                row.Kind, row.HappenedAt, row.Issue.Isin ?? "", TitleOf(row.Issue), Money.FromYen(yen),
                isSale ? row.Applicants ?? 0 : run?.PaidHolders ?? 0);
        });
    }

    private static DueKind DueKindOf(PaymentKind kind) => kind switch
    {
        PaymentKind.Coupon => DueKind.Coupon,
        PaymentKind.Buyback => DueKind.Buyback,
        _ => DueKind.Redemption,
    };

    private static IssueEventKind KindOf(PaymentKind kind) => kind switch
    {
        PaymentKind.Coupon => IssueEventKind.CouponPaid,
        PaymentKind.Buyback => IssueEventKind.OptionPaid,
        _ => IssueEventKind.Redeemed,
    };

    private static BothNames TitleOf(IssueRow issue) => new(issue.TitleJa, issue.TitleEn);
}
