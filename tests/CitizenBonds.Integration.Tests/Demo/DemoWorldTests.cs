using CitizenBonds.Application;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Integration.Tests.Market;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CitizenBonds.Integration.Tests.Demo;

public sealed class DemoWorldTests(PortalDatabases postgres)
{
    private const int RealMunicipalitiesMin = 60;
    private const int TradedSeriesMin = 25;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureBuiltAsync_TwoDatabases_HaveTheSameLedgerToTheLastHash()
    {
        await using var first = await BuildAsync();
        await using var second = await BuildAsync();

        Assert.Equal(await HeadAsync(first), await HeadAsync(second));

        await using var portal = await OpenAsync(first);
        Assert.Empty(
            (await first.Services.GetRequiredService<AuditLedger>().ExecuteAsync(DemoWorld.End, Token)).Findings);
        Assert.True(await portal.Issuers.CountAsync(issuer => !issuer.IsInvented, Token) >= RealMunicipalitiesMin + 47);
        Assert.Equal(6, await portal.Issuers.CountAsync(issuer => issuer.IsInvented, Token)); // Five towns, a nation.
        Assert.True(await portal.Investors.CountAsync(Token) >= 500);
        Assert.True(await portal.Issues.CountAsync(Token) >= 40);
        var paid = await portal.PaymentRuns.CountAsync(run => run.State == PaymentRunState.Paid, Token);
        Assert.InRange(paid, 40, int.MaxValue);
        await AssertMiningAsync(portal);
        await AssertEveryStateAsync(portal);
        await AssertMarketAsync(first, portal);
        var late = await first.Services.GetRequiredService<DutyQueries>().OverdueAsync(null, DemoWorld.End, Token);
        Assert.All(late, filing => Assert.StartsWith("X", filing.IssuerCode, StringComparison.Ordinal)); // Invented.
    }

    /// <summary>Two years of trading in many bonds, two halts, and every day of it open to recomputation.</summary>
    private static async Task AssertMarketAsync(BuiltWorld world, PortalContext portal)
    {
        var auctioned = await portal.MarketTrades.Where(trade => trade.Taker == TradeTaker.None)
            .Select(trade => trade.SeriesId).Distinct().CountAsync(Token);
        Assert.InRange(auctioned, TradedSeriesMin, int.MaxValue);
        var (from, to) = (
            await portal.MarketTrades.MinAsync(trade => trade.TradedAt, Token),
            await portal.MarketTrades.MaxAsync(trade => trade.TradedAt, Token));
        Assert.InRange((to - from).TotalDays, 700, 760); // The first bonds are issued two months after the start.
        Assert.Equal(
            [.. Enum.GetValues<MarketOrderState>().Where(state => state != MarketOrderState.SelfTradePrevented)],
            (await portal.MarketOrders.Select(order => order.State).Distinct().ToListAsync(Token))
                .Where(state => state != MarketOrderState.SelfTradePrevented).Order());
        Assert.True(await portal.MarketOrders.AnyAsync(
            order => order.State == MarketOrderState.Open && order.FilledTokens > 0, Token)); // Filled in part.
        await AssertReopenedAsync(portal, SessionState.Paused);
        await AssertReopenedAsync(portal, SessionState.Halted);
        Assert.Empty(await MarketChecks.FindFaultsAsync(
            world.Database.ConnectionString, OrderRules.Default, SessionSchedule.Default, Token));
        await AssertDaysAsync(world, portal);
    }

    /// <summary>During the halt orders were accepted; an auction with trades ended it.</summary>
    private static async Task AssertReopenedAsync(PortalContext portal, SessionState halted)
    {
        var stop = await portal.MarketLog.Where(row => row.Session == halted && row.Kind == MarketEntryKind.Session)
            .OrderBy(row => row.AcceptedAt).FirstAsync(Token);
        var reopened = await portal.MarketLog
            .Where(row => row.SeriesId == stop.SeriesId && row.Sequence > stop.Sequence && row.Day == stop.Day
                && row.Session == SessionState.Continuous)
            .OrderBy(row => row.Sequence).FirstAsync(Token);
        var orders = await portal.MarketLog.CountAsync(
            row => row.SeriesId == stop.SeriesId && row.Kind == MarketEntryKind.Place
                && row.Sequence > stop.Sequence && row.Sequence < reopened.Sequence,
            Token);
        Assert.True(orders >= 3);
        Assert.True(await portal.MarketTrades.AnyAsync(
            trade => trade.SeriesId == stop.SeriesId && trade.LogSequence == reopened.Sequence
                && trade.Taker == TradeTaker.None,
            Token));
    }

    /// <summary>The verifier, given the public files, finds the stored trades: all days of one bond and more.</summary>
    private static async Task AssertDaysAsync(BuiltWorld world, PortalContext portal)
    {
        var days = await portal.MarketLog
            .Where(row => row.Kind == MarketEntryKind.Session && row.Session == SessionState.PreOpen
                && portal.MarketLog.Any(halt => halt.SeriesId == row.SeriesId
                    && (halt.Session == SessionState.Halted
                        || (halt.Session == SessionState.Paused && halt.Day == row.Day))))
            .Select(row => new { row.SeriesId, Day = row.Day!.Value }) // Steps have a day.
            .Distinct().OrderBy(row => row.SeriesId).ThenBy(row => row.Day).ToListAsync(Token);
        Assert.True(days.Count > 40);
        foreach (var day in days)
        {
            var isin = await portal.Issues.Where(row => row.Id == day.SeriesId).Select(row => row.Isin!)
                .SingleAsync(Token);
            var found = await world.Services.GetRequiredService<PublishedDays>().FindAsync(
                isin, day.Day, PortalTime.DayOf(DemoWorld.End), Token);
            DayVerifier.AssertAgrees(found!.Record);
            var (opens, closes) = (PortalTime.EndOf(day.Day.AddDays(-1)), PortalTime.EndOf(day.Day));
            var stored = await portal.MarketTrades
                .Where(row => row.SeriesId == day.SeriesId && row.TradedAt >= opens && row.TradedAt < closes)
                .OrderBy(row => row.Number)
                .Select(row => new { row.BuySequence, row.SellSequence, row.Price, row.Quantity }).ToListAsync(Token);
            Assert.Equal(
                stored.Select(row => (row.BuySequence, row.SellSequence, row.Price, row.Quantity)),
                found.Record.Trades.Select(row => (
                    row.Trade.BuyOrder, row.Trade.SellOrder, row.Trade.Price, row.Trade.Quantity)));
        }
    }

    /// <summary>Five coupons of the first series and two of the second, settled on 7 February; all paid.</summary>
    private static async Task AssertMiningAsync(PortalContext portal)
    {
        Assert.Equal(830_592, await portal.MiningChain.Select(row => row.TipHeight).SingleAsync(Token));
        var coupons = await portal.MiningCoupons.OrderBy(row => row.IssueId).ThenBy(row => row.KeyHeight)
            .Select(row => new { row.IssueId, row.State, row.PaidSatoshi }).ToListAsync(Token);
        Assert.All(coupons, coupon => Assert.Equal(Data.Mining.MiningCouponState.Paid, coupon.State));
        Assert.Equal([5, 2], coupons.GroupBy(coupon => coupon.IssueId).Select(group => group.Count()));
        Assert.All(coupons, coupon => Assert.True(coupon.PaidSatoshi > 100_000));
        var call = await portal.MiningCalls.SingleAsync(Token);
        // 1.2 times the one trade, at 39,000 yen.
        Assert.Equal((Data.Mining.MiningCallState.Buying, 46_800), (call.State, call.PriceYen));
    }

    /// <summary>What must not be told of a real place is told of invented ones only.</summary>
    private static async Task AssertEveryStateAsync(PortalContext portal)
    {
        var states = await portal.Issues.Select(issue => issue.State).Distinct().ToListAsync(Token);
        Assert.Superset(
            new HashSet<IssueState>
            {
                IssueState.Submitted, IssueState.SentBack, IssueState.AwaitingTreasury, IssueState.Announced,
                IssueState.Live,
                IssueState.CrowdFailed, IssueState.Redeemed, IssueState.Refused, IssueState.Cancelled,
            },
            states.ToHashSet());
        var sensitive = await portal.Issues
            .Where(issue => issue.State == IssueState.Refused || issue.State == IssueState.CrowdFailed
                || portal.PaymentRuns.Any(run => run.IssueId == issue.Id && run.DefaultedAt != null))
            .Select(issue => portal.Issuers.Single(issuer => issuer.Id == issue.IssuerId).IsInvented)
            .ToListAsync(Token);
        Assert.True(sensitive.Count >= 3);
        Assert.DoesNotContain(false, sensitive);
        var open = await portal.Issues.CountAsync(
            issue => issue.State == IssueState.Announced
                && issue.SaleOpensAt <= DemoWorld.End && issue.SaleClosesAt > DemoWorld.End,
            Token);
        Assert.True(open >= 1);
        Assert.Equal(
            1, await portal.PaymentRuns.CountAsync(run => run.DefaultedAt != null && run.FinishedAt != null, Token));
    }

    private async Task<BuiltWorld> BuildAsync()
    {
        var database = await postgres.CreateDatabaseAsync(Token);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(PortalRules.Demonstration);
        services.AddPortal(database.ConnectionString);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddIdentityFeature();
        var built = new BuiltWorld(database, services.BuildServiceProvider());
        await using (
            var portal = await OpenAsync(built)) await PortalSecrets.EnsureAsync(portal, DemoSeed.Bytes, Token);
        await built.Services.GetRequiredService<DemoWorld>().EnsureBuiltAsync(Token);
        return built;
    }

    private static async Task<string> HeadAsync(BuiltWorld world) =>
        (await world.Services.GetRequiredService<LedgerQueries>().HeadAsync(Token))!.Hash; // A built world has blocks.

    private static Task<PortalContext> OpenAsync(BuiltWorld world) =>
        world.Services.GetRequiredService<IDbContextFactory<PortalContext>>().CreateDbContextAsync(Token);

    private sealed record BuiltWorld(TestDatabase Database, ServiceProvider Services) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Services.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
