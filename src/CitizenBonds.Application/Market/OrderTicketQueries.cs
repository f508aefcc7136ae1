using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Market;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>What a person sees before an order: their room, and what the order would do to the yen.</summary>
public sealed class OrderTicketQueries(
    IDbContextFactory<PortalContext> contexts, OrderBookQueries books, MarketRules rules)
{
    /// <returns>Null when the series has no market or the person no investor's account.</returns>
    public async Task<OrderTicketView?> FindAsync(
        long seriesId, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await books.FindAsync(seriesId, now, cancellationToken) is not { } book) return null;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var issue = await portal.Issues.AsNoTracking().SingleAsync(row => row.Id == seriesId, cancellationToken);
        var investor = await portal.Investors.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        if (investor is null || issue.AssetId is not { } asset) return null;
        var accounts = await portal.Accounts.AsNoTracking()
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investor.Id
                && (row.AssetId == asset || row.AssetId == AccountBook.Yen))
            .ToListAsync(cancellationToken);
        var bids = await (
            from order in portal.OpenMarketOrders
            join entry in portal.MarketLog
                on new { order.SeriesId, order.Sequence } equals new { entry.SeriesId, entry.Sequence }
            where order.SeriesId == seriesId && order.InvestorId == investor.Id
                && entry.Side == OrderSide.Buy
            select entry.Price * order.LeftTokens).SumAsync(cancellationToken);
        return ViewOf(
            book, issue, investor, accounts, bids, now,
            await HasCouponAsync(portal, accounts, cancellationToken));
    }

    /// <summary>What the order would do now. The book may move before it arrives; the limit holds.</summary>
    public async Task<EstimatedFill?> EstimateAsync(
        PlaceOrderCommand order, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await books.FindAsync(order.SeriesId, now, cancellationToken) is not { } book) return null;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var issue = await portal.Issues.AsNoTracking()
            .SingleAsync(row => row.Id == order.SeriesId, cancellationToken);
        var isInstitution = await portal.Investors
            .AnyAsync(row => row.UserId == userId && row.Kind == InvestorKind.Institution, cancellationToken);
        var schedule = IssueTerms.ScheduleOf(issue);
        return FillEstimate.Of(
            order, book, schedule, rules, isInstitution ? rules.InstitutionFee : Rate.Zero, PortalTime.DayOf(now));
    }

    private OrderTicketView ViewOf(
        OrderBookView book, IssueRow issue, InvestorRow investor, List<AccountRow> accounts, long bidYen,
        DateTimeOffset now, bool hasCoupon)
    {
        var today = PortalTime.DayOf(now);
        var asset = issue.AssetId ?? 0;
        var row = new MarketSeriesRow { SeriesId = issue.Id, PreviousClose = book.PreviousClose.MinorUnits };
        var desk = new SeriesDesk(
            issue, row, SeriesRun.Start(book.PreviousClose.MinorUnits, rules.Orders, rules.Schedule));
        var free = Balance(accounts, asset, AccountKind.Holding);
        var owned = free + Balance(accounts, asset, AccountKind.OrderHold);
        var entry = rules.Orders.Entry;
        var standing = ApplicationJudgement.StandingOf(investor, hasCoupon);
        var limit = entry.LimitPerIssue(
            entry.PhaseOf(standing, today),
            standing.DeclaredNetAssets,
            book.PreviousClose * Quantity.FromTokens(issue.SizeTokens));
        var prices = rules.Orders.PricesAround(book.PreviousClose.MinorUnits);
        var longest = today.AddDays(TradeTerms.GoodTillDaysMax);
        return new OrderTicketView(
            book,
            desk.IsTradedOn(today),
            Quantity.FromTokens(free),
            Money.FromYen(Balance(accounts, AccountBook.Yen, AccountKind.Cash)),
            limit,
            (book.PreviousClose * Quantity.FromTokens(owned)) + Money.FromYen(bidYen),
            Money.FromYen(AccruedShare.On(desk.Schedule, today).YenOn(1)),
            Quantity.FromTokens((long)((Int128)issue.SizeTokens * rules.Orders.OrderShareMax.PerMillion / 1_000_000)),
            Money.FromYen(prices.Lowest),
            Money.FromYen(prices.Highest),
            longest < desk.LastTradingDay ? longest : desk.LastTradingDay,
            IssueTerms.BondOf(issue));
    }

    private static long Balance(List<AccountRow> accounts, long assetId, AccountKind kind) =>
        accounts.Where(row => row.AssetId == assetId && row.Kind == kind).Sum(row => row.Credits - row.Debits);

    private static Task<bool> HasCouponAsync(
        PortalContext portal, List<AccountRow> accounts, CancellationToken cancellationToken) =>
        accounts.Find(row => row.Kind == AccountKind.Cash) is { } cash
            ? ApplicationJudgement.HasReceivedCouponAsync(portal, cash.Id, cancellationToken)
            : Task.FromResult(false);
}
