using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.IndexLinked;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.IndexLinked;

/// <summary>Index-linked bonds as the treasury, the public and their holders see them.</summary>
public sealed class IndexSeriesQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int SeriesMax = 200;

    /// <summary>Newest first; those that wait for the second person among them.</summary>
    public async Task<IReadOnlyList<IndexSeriesLine>> ListAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await Joined(portal).OrderByDescending(row => row.Issue.Id).Take(SeriesMax)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => LineOf(row.Issue, row.Series));
    }

    /// <returns>Null when there is no such series.</returns>
    public async Task<IndexSeriesLine?> FindLineAsync(long issueId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await Joined(portal).SingleOrDefaultAsync(one => one.Issue.Id == issueId, cancellationToken);
        return row is null ? null : LineOf(row.Issue, row.Series);
    }

    /// <returns>Null when there is no such series, or it is not announced.</returns>
    public async Task<IndexSeriesView?> FindAsync(string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await Joined(portal).SingleOrDefaultAsync(one => one.Issue.Isin == isin, cancellationToken);
        if (row is null || !BondQueries.PublicStates.Contains(row.Issue.State)) return null;
        var (issue, terms) = (row.Issue, IndexFixings.TermsOf(row.Series));
        var today = PortalTime.DayOf(now);
        var quotes = await IndexFixings.QuotesAsync(
            portal, terms.Metals.Select(metal => metal.Code), today, cancellationToken);
        var (fixing, gap) = IndexFixing.On(today, terms, quotes);
        var runs = await RunsAsync(portal, issue, cancellationToken);
        var held = await portal.Accounts
            .Where(account => account.AssetId == issue.AssetId && account.Credits > account.Debits
                && (account.Kind == AccountKind.Holding || account.Kind == AccountKind.OrderHold
                    || account.Kind == AccountKind.OptionHold))
            .Select(account => new { account.OwnerId, account.Kind, Tokens = account.Credits - account.Debits })
            .ToListAsync(cancellationToken);
        var soldBack = held.Where(account => account.Kind == AccountKind.OptionHold).Sum(account => account.Tokens);
        return new IndexSeriesView(
            LineOf(issue, row.Series), terms, issue.DayCount, issue.RecordDaysBefore,
            Convert.ToHexStringLower(issue.TermsHash ?? []),
            fixing is null ? null : new(fixing.RatioPerMillion, fixing.FactorPerMillion, fixing.Quotes),
            gap, [.. runs.Where(run => run.Kind == PaymentKind.Coupon)],
            OptionOf(runs, row.Series, Quantity.FromTokens(soldBack)),
            Quantity.FromTokens(held.Sum(account => account.Tokens)),
            held.Select(account => account.OwnerId).Distinct().Count());
    }

    /// <summary>What a person holds, newest first.</summary>
    public async Task<IReadOnlyList<OwnIndexSeries>> OwnAsync(
        Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken) is not { } investor) return [];
        var accounts = await portal.Accounts.AsNoTracking()
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investor
                && row.Credits > row.Debits)
            .Select(row => new { row.AssetId, row.Kind, Tokens = row.Credits - row.Debits })
            .ToListAsync(cancellationToken);
        var assets = accounts.Select(row => row.AssetId).Distinct().ToList();
        var rows = await Joined(portal)
            .Where(row => row.Issue.AssetId != null && assets.Contains(row.Issue.AssetId.Value))
            .OrderByDescending(row => row.Issue.Id).Take(SeriesMax).ToListAsync(cancellationToken);
        var own = new List<OwnIndexSeries>();
        foreach (var row in rows)
        {
            var option = OptionOf(await RunsAsync(portal, row.Issue, cancellationToken), row.Series, Quantity.Zero);
            own.Add(new(
                row.Issue.Id, row.Issue.Isin ?? "", new(row.Issue.TitleJa, row.Issue.TitleEn),
                Of(AccountKind.Holding), Of(AccountKind.OrderHold), Of(AccountKind.OptionHold), option,
                option is { AnnouncedAt: not null, Payment.State: PaymentRunState.Scheduled }
                    && now <= option.Payment.RecordAt));

            Quantity Of(AccountKind kind) => Quantity.FromTokens(
                accounts.Where(one => one.AssetId == row.Issue.AssetId && one.Kind == kind).Sum(one => one.Tokens));
        }

        return own;
    }

    private static IQueryable<JoinedSeries> Joined(PortalContext portal) =>
        from series in portal.IndexSeries.AsNoTracking()
        join issue in portal.Issues on series.IssueId equals issue.Id
        select new JoinedSeries { Issue = issue, Series = series };

    private static async Task<IReadOnlyList<IndexPayment>> RunsAsync(
        PortalContext portal, IssueRow issue, CancellationToken cancellationToken)
    {
        var runs = await portal.PaymentRuns.AsNoTracking().Where(run => run.IssueId == issue.Id)
            .OrderBy(run => run.DueAt).ThenBy(run => run.Kind)
            .ToListAsync(cancellationToken);
        if (runs.Count == 0) runs = [.. PaymentPlan.For(issue)];
        return runs.ConvertAll(run => PaymentOf(issue, run));
    }

    private static IndexPayment PaymentOf(IssueRow issue, PaymentRunRow run) => new(
        run.Kind, run.Number, IndexFixings.RecordDayOf(run), run.RecordAt, run.DueAt, run.State,
        PaymentAmounts.ForOne(IssueTerms.ScheduleOf(issue), run), FixingOf(run),
        run.TotalYen is { } total ? Money.FromYen(total) : null, run.Holders,
        run is { IndexFault: { } fault, IndexMissing: { } metal } ? new(fault, metal, null) : null,
        run.IndexMissingSince);

    private static PaidFixing? FixingOf(PaymentRunRow run) =>
        run is { IndexRatioPpm: { } ratio, IndexFactorPpm: { } factor, IndexQuotes: { } quotes }
            ? new(ratio, factor, [
                .. IndexFixings.Read(quotes).Select(kept => new IndexQuote(
                    kept.Code, kept.Day, IndexFixings.NumberOf(kept.Price))),
            ])
            : null;

    private static OptionView? OptionOf(
        IReadOnlyList<IndexPayment> runs, IndexSeriesRow series, Quantity soldBack) =>
        runs.FirstOrDefault(run => run.Kind == PaymentKind.Buyback) is { } run
            ? new(run, run.DueAt - AnnounceOption.Notice, series.OptionAnnouncedAt, soldBack)
            : null;

    private static IndexSeriesLine LineOf(IssueRow issue, IndexSeriesRow series) => new(
        issue.Id, issue.Isin ?? "", new(issue.TitleJa, issue.TitleEn), issue.State, issue.Version, series.Basket,
        Rate.FromPerMillion(series.SharePpm), Rate.FromPerMillion(issue.CouponPpm), issue.PaymentsPerYear,
        Money.FromYen(issue.DenominationYen), Quantity.FromTokens(issue.SizeTokens), Money.FromYen(issue.PaidPriceYen),
        issue.SaleMethod, issue.IssueDate, issue.SaleOpensAt, issue.SaleClosesAt, issue.SubmittedBy);

    private sealed class JoinedSeries
    {
        public required IssueRow Issue { get; init; }

        public required IndexSeriesRow Series { get; init; }
    }
}
