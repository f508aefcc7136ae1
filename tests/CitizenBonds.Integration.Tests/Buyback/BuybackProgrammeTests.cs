using System.Globalization;
using System.Text;
using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Verifier;
using CitizenBonds.Web.Endpoints.OpenData;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Buyback;

/// <summary>A programme from its plan to the file from which a stranger recomputes it.</summary>
public sealed class BuybackProgrammeTests(PortalDatabases postgres)
{
    private static readonly DateOnly Till = new(2026, 4, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Programme_TwoDaysOfSlices_BuysByTheControllerAndTheVerifierAgrees()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await MiningWorld.CreateAsync(world, Token);
        await mining.TradeSomeDaysAsync(Token);
        var programme = await mining.PlanAsync(Token);
        await mining.SteerAsync(programme, BuybackSteering.Start, Token);
        // In the book on the first day: 100 tokens at 9,610, 400 at 9,620, and 500 above 9,600 * 1.02 = 9,792.
        await OfferAsync(mining, 9_610, 100);
        await OfferAsync(mining, 9_620, 400);
        await OfferAsync(mining, 9_900, 500);

        await RunSlicesAsync(world, mining, [9, 10]);

        var view = (await world.Get<BuybackQueries>().FindAsync(programme, Token))!;
        Assert.Equal(8, view.Steps.Count);
        Assert.Equal(BuybackProgrammeState.Completed, view.Line.State); // Its calendar is over.
        var first = view.Steps[0];
        // The reference is the volume-weighted average of three equal days, the one far trade left out:
        // (9590*100 + 9600*120 + 9605*80 + 9612*60) / 360 = 9600.2.
        Assert.Equal(Money.FromYen(9_600), first.Reference);
        Assert.Equal(9_990, Assert.Single(first.Excluded).Price);
        // 20 % of 10,000,000 * (9600/9610)^1 = 1,997,918 yen, at 9,610 yen 207 tokens; the level holds 100.
        Assert.Equal(Quantity.FromTokens(207), first.Wanted);
        Assert.Equal(Quantity.FromTokens(100), first.Got);
        Assert.Equal(Money.FromYen(961_000), first.Paid);
        // 20 % of 9,039,000 is 1,807,800 yen; the reference moved with the purchase; at 9,620 yen 187 tokens.
        Assert.Equal(Money.FromYen(9_620), view.Steps[1].BidPrice);
        Assert.Equal(BuybackWait.AskAboveCeiling, view.Steps[^1].WaitReason);
        Assert.Equal(Quantity.FromTokens(500), view.Line.Bought); // Both levels, nothing above the ceiling.
        Assert.Equal(Money.FromYen(100 * 9_610 + 400 * 9_620), view.Line.Spent);
        await AssertMoneyAsync(world, mining, view);
        await AssertVerifierAgreesAsync(world, view);
    }

    [Fact]
    public async Task Slice_CrashesRepeatsAndRaces_IsBoughtOnce()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await MiningWorld.CreateAsync(world, Token);
        await mining.TradeSomeDaysAsync(Token);
        var programme = await mining.PlanAsync(Token);
        await mining.SteerAsync(programme, BuybackSteering.Start, Token);
        await OfferAsync(mining, 9_610, 2_000);
        var at = MiningWorld.At(9, 9, 15);
        await world.Get<DueWork>().RunAsync(MiningWorld.At(9, 9), Token);

        // Killed after the decision: the order was never sent.
        _ = (await world.Get<DecideSlice>().ExecuteAsync(programme, 0, at, Token)).ValueOrThrow;
        await using (var next = PortalWorld.Over(world.ConnectionString))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var writers = KeepWritingAsync(world, at, stop.Token);
            await Task.WhenAll(
                next.Get<RunBuybacks>().RunDueAsync(at, Token), world.Get<RunBuybacks>().RunDueAsync(at, Token),
                next.Get<RunBuybacks>().RunDueAsync(at, Token));
            await stop.CancelAsync();
            await writers;
        }

        var once = (await world.Get<BuybackQueries>().FindAsync(programme, Token))!;
        var step = Assert.Single(once.Steps);
        Assert.Equal(Quantity.FromTokens(207), step.Got);
        Assert.Equal(step.Paid, once.Line.Spent);

        // Killed after the order: the market has paid, the programme does not know yet.
        var second = at.AddMinutes(92.5);
        _ = (await world.Get<DecideSlice>().ExecuteAsync(programme, 1, second, Token)).ValueOrThrow;
        await using (var portal = await world.OpenAsync(Token))
        {
            var open = await portal.BuybackSteps.AsNoTracking().SingleAsync(row => row.FinishedAt == null, Token);
            var account = await portal.Investors.Where(row => portal.BuybackProgrammes
                    .Any(found => found.InvestorId == row.Id)).Select(row => row.UserId).SingleAsync(Token);
            _ = (await world.Get<PlaceOrder>().ExecuteAsync(
                new(mining.SeriesId, OrderSide.Buy, OrderType.ImmediateOrCancel, open.BidPriceYen!.Value,
                    open.BidTokens!.Value, GoodTill: null, OnlyAt: open.MarketSequence),
                string.Create(CultureInfo.InvariantCulture, $"buyback-{programme}-2-1"), account, second, Token))
                .ValueOrThrow;
        }

        _ = await world.Get<RunBuybacks>().RunDueAsync(second, Token);
        _ = await world.Get<RunBuybacks>().RunDueAsync(second, Token);
        var twice = (await world.Get<BuybackQueries>().FindAsync(programme, Token))!;
        Assert.Equal(2, twice.Steps.Count);
        Assert.Equal(twice.Steps[1].Wanted, twice.Steps[1].Got);
        Assert.Equal(twice.Line.Spent, twice.Steps[0].Paid + twice.Steps[1].Paid);
        await AssertMoneyAsync(world, mining, twice);
        await AssertVerifierAgreesAsync(world, twice);
    }

    [Fact]
    public async Task Slice_BookMovesBeforeItsOrder_IsDecidedAnew()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await MiningWorld.CreateAsync(world, Token);
        await mining.TradeSomeDaysAsync(Token);
        var programme = await mining.PlanAsync(Token);
        await mining.SteerAsync(programme, BuybackSteering.Start, Token);
        await OfferAsync(mining, 9_650, 300);
        var at = MiningWorld.At(9, 9, 15);
        await world.Get<DueWork>().RunAsync(MiningWorld.At(9, 9), Token);
        _ = (await world.Get<DecideSlice>().ExecuteAsync(programme, 0, at, Token)).ValueOrThrow;
        _ = await mining.OrderAsync(3, OrderSide.Sell, 9_601, 10, at, Token); // Cheaper than what was decided on.

        _ = await world.Get<RunBuybacks>().RunDueAsync(at, Token);

        var view = (await world.Get<BuybackQueries>().FindAsync(programme, Token))!;
        Assert.Equal(Money.FromYen(9_601), Assert.Single(view.Steps).BidPrice);
        Assert.Equal(Quantity.FromTokens(10), view.Line.Bought);
        await AssertVerifierAgreesAsync(world, view);
    }

    [Fact]
    public async Task Steering_PausedAndStopped_WritesDownEverySliceAndReturnsTheMoney()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await MiningWorld.CreateAsync(world, Token);
        await mining.TradeSomeDaysAsync(Token);
        var programme = await mining.PlanAsync(Token, MiningWorld.Plan() with { Retires = "true" });
        await mining.SteerAsync(programme, BuybackSteering.Start, Token);
        await OfferAsync(mining, 9_610, 300);
        var work = world.Get<DueWork>();
        await work.RunAsync(MiningWorld.At(9, 9), Token);
        await work.RunAsync(MiningWorld.At(9, 9, 15), Token);
        await mining.SteerAsync(programme, BuybackSteering.Pause, Token, MiningWorld.At(9, 10));
        await work.RunAsync(MiningWorld.At(9, 11), Token);
        await mining.SteerAsync(programme, BuybackSteering.Resume, Token, MiningWorld.At(9, 12));
        await work.RunAsync(MiningWorld.At(9, 12, 30), Token);
        await mining.SteerAsync(programme, BuybackSteering.Stop, Token, MiningWorld.At(9, 13));
        await work.RunAsync(MiningWorld.At(9, 15), Token);

        var view = (await world.Get<BuybackQueries>().FindAsync(programme, Token))!;
        Assert.Equal([BuybackStepDecision.Bid, BuybackStepDecision.Wait, BuybackStepDecision.Bid],
            view.Steps.Select(step => step.Decision));
        Assert.Equal(BuybackWait.Stopped, view.Steps[1].WaitReason);
        Assert.Equal(BuybackProgrammeState.Stopped, view.Line.State);
        Assert.Equal(Quantity.FromTokens(300), view.Line.Bought); // 207, then the 93 that were left.
        var issuance = AccountPlan.Issuance(mining.SeriesId, await AssetAsync(world, mining));
        Assert.Equal(-(MiningWorld.Tokens - 300), await world.BalanceAsync(issuance, Token)); // Retired.
        await AssertMoneyAsync(world, mining, view);
        await AssertVerifierAgreesAsync(world, view);
        var again = await world.Get<SteerBuyback>().ExecuteAsync(
            new(programme, BuybackSteering.Resume), mining.NextKey(), MiningWorld.CentralBank, MiningWorld.At(9, 14),
            Token);
        Assert.True(again.AsRefusal!.Is(BuybackRefusal.NotInThisState));
    }

    private static Task<PlacedOrder> OfferAsync(MiningWorld mining, long price, long quantity) =>
        mining.OrderAsync(2, OrderSide.Sell, price, quantity, MiningWorld.At(9, 8, 30), Token, Till);

    private static async Task RunSlicesAsync(PortalWorld world, MiningWorld mining, int[] days)
    {
        foreach (var day in days)
        {
            for (var at = MiningWorld.At(day, 8, 0); at <= MiningWorld.At(day, 15, 20); at = at.AddMinutes(2.5))
                await world.Get<DueWork>().RunAsync(at, Token);
            await mining.CloseAsync(day, Token);
        }
    }

    private static async Task KeepWritingAsync(PortalWorld world, DateTimeOffset at, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await world.Get<MarketEngine>().RunDueAsync(at, CancellationToken.None);
            await Task.Yield();
        }
    }

    private static async Task<long> AssetAsync(PortalWorld world, MiningWorld mining)
    {
        await using var portal = await world.OpenAsync(Token);
        return await portal.Issues.Where(row => row.Id == mining.SeriesId).Select(row => row.AssetId!.Value)
            .SingleAsync(Token);
    }

    /// <summary>Sellers were paid the sum of P * Q, the rest of F went back, and every book is right.</summary>
    private static async Task AssertMoneyAsync(PortalWorld world, MiningWorld mining, BuybackView view)
    {
        await using var portal = await world.OpenAsync(Token);
        var investor = await portal.BuybackProgrammes.Where(row => row.Id == view.Line.Id)
            .Select(row => row.InvestorId).SingleAsync(Token);
        var trades = await portal.MarketTrades.Where(row => row.BuyerId == investor).ToListAsync(Token);
        Assert.Equal(view.Line.Spent.MinorUnits, trades.Sum(row => row.Price * row.Quantity));
        Assert.Equal(view.Line.Bought.Tokens, trades.Sum(row => row.Quantity));
        Assert.All(trades, row => Assert.Equal(0, row.BuyerFeeYen));
        var hasEnded = view.Line.NextAt is null;
        var cash = await world.BalanceAsync(AccountPlan.InvestorCash(investor), Token);
        Assert.Equal(hasEnded ? 0 : view.Line.Remaining.MinorUnits, cash);
        var held = await world.BalanceAsync(
            AccountPlan.InvestorTokens(investor, await AssetAsync(world, mining), 0), Token);
        Assert.Equal(view.Retires ? 0 : view.Line.Bought.Tokens, held);
        // What the state received is the primary sale: 10,000 tokens at 9,500 yen, booked against its deficit.
        Assert.Equal(Money.FromYen(95_000_000), view.Proceeds);
        Assert.Equal(
            95_000_000, await portal.Transfers.Where(row => row.Reason == LedgerReason.PurposeCovered)
                .SumAsync(row => row.Amount, Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    internal static async Task AssertVerifierAgreesAsync(PortalWorld world, BuybackView view)
    {
        var trades = await world.Get<BuybackQueries>().TradesAsync(view, Token);
        var file = BuybackFiles.Programme(view, trades);
        var (code, output, said) = Verify(file);
        Assert.True(code == 0, said);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        Assert.Equal(view.Steps.Count, rows.Count);
        foreach (var (row, step) in rows.Zip(view.Steps))
            Assert.StartsWith(DecisionOf(step), row.Split(',')[2] + "," + row.Split(',')[3], StringComparison.Ordinal);
        if (view.Steps.FirstOrDefault(step => step.Got.Tokens > 0) is not { } bought) return;
        var forged = Encoding.UTF8.GetString(file).Replace(
            $"\"published_quantity\":{bought.Got},", $"\"published_quantity\":{bought.Got.Tokens + 1},",
            StringComparison.Ordinal);
        Assert.Equal(1, Verify(Encoding.UTF8.GetBytes(forged)).Code); // It would have seen a difference.
    }

    private static string DecisionOf(BuybackStepView step) => step.Decision switch
    {
        BuybackStepDecision.Bid => "bid,",
        BuybackStepDecision.Wait => "wait," + step.WaitReason,
        BuybackStepDecision.Auction => "auction,",
        _ => "end,",
    };

    private static (int Code, string Output, string Said) Verify(byte[] file)
    {
        using var input = new MemoryStream(file);
        using var output = new MemoryStream();
        using var said = new StringWriter(CultureInfo.InvariantCulture);
        var code = VerifierHost.Run(["buyback"], input, output, said);
        return (code, Encoding.UTF8.GetString(output.ToArray()), said.ToString());
    }
}
