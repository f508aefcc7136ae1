using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Portfolio;

/// <summary>A person's own money, bonds, payments and applications. Asked for by the signed-in user.</summary>
public sealed class PortfolioQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int ApplicationsMax = 200;
    private const int PaymentsMax = 1_000;

    /// <returns>Null when the person never opened an investor's account.</returns>
    public async Task<PortfolioView?> FindAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindInvestorAsync(portal, userId, cancellationToken) is not { } investorId) return null;
        var accounts = await portal.Accounts.AsNoTracking()
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investorId)
            .ToListAsync(cancellationToken);
        // What is on offer, or set aside to be sold back, is still owned.
        var tokens = accounts
            .Where(row => row.AssetId != AccountBook.Yen && row.Credits > row.Debits
                && row.Kind is (AccountKind.Holding or AccountKind.OrderHold or AccountKind.OptionHold))
            .GroupBy(row => row.AssetId)
            .ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Credits - row.Debits));
        var issues = await portal.Issues.AsNoTracking()
            .Where(row => row.AssetId != null && tokens.Keys.Contains(row.AssetId.Value))
            .OrderBy(row => row.MaturityDate).ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var payments = await PaymentsAsync(portal, issues, tokens, cancellationToken);
        return new PortfolioView
        {
            Cash = BalanceOf(accounts, AccountKind.Cash),
            HeldForApplications = BalanceOf(accounts, AccountKind.ApplicationHold),
            HeldForOrders = BalanceOf(accounts, AccountKind.OrderHold),
            SetAsideForWithdrawals = BalanceOf(accounts, AccountKind.WithdrawalHold),
            Holdings = issues.ConvertAll(issue => HoldingOf(issue, TokensOf(issue, tokens), payments)),
            Payments = payments,
        };
    }

    public async Task<IReadOnlyList<ApplicationLine>> ApplicationsAsync(
        Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from application in portal.Applications
            join investor in portal.Investors on application.InvestorId equals investor.Id
            join issue in portal.Issues on application.IssueId equals issue.Id
            where investor.UserId == userId
            orderby application.AppliedAt descending, application.Id descending
            select new { Application = application, investor.Kind, Issue = issue })
            .AsNoTracking()
            .Take(ApplicationsMax)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => LineOf(row.Application, row.Kind, row.Issue, now));
    }

    internal static Task<long?> FindInvestorAsync(
        PortalContext portal, Guid userId, CancellationToken cancellationToken) =>
        portal.Investors
            .Where(row => row.UserId == userId)
            .Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);

    private static async Task<List<UpcomingPayment>> PaymentsAsync(
        PortalContext portal,
        List<IssueRow> issues,
        Dictionary<long, long> tokens,
        CancellationToken cancellationToken)
    {
        var ids = issues.ConvertAll(issue => issue.Id);
        var runs = await portal.PaymentRuns.AsNoTracking()
            .Where(run => ids.Contains(run.IssueId) && run.State != PaymentRunState.Paid
                && run.Kind != PaymentKind.Buyback) // Only to those who use their right.
            .OrderBy(run => run.DueAt).ThenBy(run => run.IssueId).ThenBy(run => run.Kind)
            .Take(PaymentsMax)
            .ToListAsync(cancellationToken);
        var byId = issues.ToDictionary(issue => issue.Id);
        return runs.ConvertAll(run =>
        {
            var issue = byId[run.IssueId];
            var held = TokensOf(issue, tokens);
            return new UpcomingPayment(
                issue.Isin ?? "",
                TitleOf(issue),
                run.Kind,
                run.Number,
                PortalTime.DayOf(run.DueAt),
                Money.FromYen(new PaymentAmounts(IssueTerms.ScheduleOf(issue), run).YenFor(held)),
                run.State == PaymentRunState.Defaulted);
        });
    }

    private static Holding HoldingOf(IssueRow issue, long tokens, List<UpcomingPayment> payments)
    {
        var quantity = Quantity.FromTokens(tokens);
        return new Holding(
            issue.Isin ?? "",
            TitleOf(issue),
            quantity,
            Money.FromYen(issue.DenominationYen) * quantity,
            Money.FromYen(issue.PaidPriceYen) * quantity,
            Rate.FromPerMillion(issue.CouponPpm),
            issue.MaturityDate,
            payments.Find(payment => payment.Isin == issue.Isin));
    }

    private static ApplicationLine LineOf(
        ApplicationRow application, InvestorKind kind, IssueRow issue, DateTimeOffset now)
    {
        var isActive = application.State == ApplicationState.Active && issue.State == IssueState.Announced;
        var endsAt = WithdrawApplication.EndsAt(kind, application.AppliedAt, issue.SaleClosesAt, issue.SettlesAt);
        var quantity = Quantity.FromTokens(application.Quantity);
        return new ApplicationLine(
            issue.Isin ?? "",
            TitleOf(issue),
            application.State,
            quantity,
            Money.FromYen(issue.PaidPriceYen) * quantity,
            application.AllottedQuantity is { } allotted ? Quantity.FromTokens(allotted) : null,
            application.AppliedAt,
            issue.SaleClosesAt,
            issue.SettlesAt,
            isActive && issue.SaleOpensAt <= now && now < issue.SaleClosesAt,
            isActive && now < endsAt ? endsAt : null);
    }

    private static Money BalanceOf(List<AccountRow> accounts, AccountKind kind) => Money.FromYen(
        accounts.Where(row => row.Kind == kind && row.AssetId == AccountBook.Yen).Sum(row => row.Credits - row.Debits));

    private static long TokensOf(IssueRow issue, Dictionary<long, long> tokens) =>
        issue.AssetId is { } asset ? tokens.GetValueOrDefault(asset) : 0;

    private static BothNames TitleOf(IssueRow issue) => new(issue.TitleJa, issue.TitleEn);
}
