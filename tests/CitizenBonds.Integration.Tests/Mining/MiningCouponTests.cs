using System.Globalization;
using CitizenBonds.Application.Mining;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Integration.Tests.Trials;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Mining;

public sealed class MiningCouponTests(PortalDatabases postgres)
{
    private const long FirstKey = 828_911;
    private const long LastKey = 830_255;

    // Five exact coupons, 828911 to 830255, computed by an independent program with rational numbers: times 30 (35)
    // million bonds, whole satoshi paid, the rest carried. 10246 + 10363 + 11269 + 10755 + 10687, and for 35
    // 11953 + 12091 + 13147 + 12548 + 12468.
    private const long AnnaSatoshi = 53_320;
    private const long BenSatoshi = 62_207;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunDue_RealKeyBlocks_PaysTheExactSumAndCarriesTheRest()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await mining.FundAsync(1_000_000, Token);

        var received = await mining.ReceiveAsync(830_592, Token);
        await mining.RunAsync(PureMiningWorld.After, Token);

        // The first key block and five after it; the seventh has one block on it only.
        Assert.Equal(6, received.KeyBlocks);
        Assert.Equal(AnnaSatoshi, await mining.BitcoinOfAsync(mining.Anna, Token));
        Assert.Equal(BenSatoshi, await mining.BitcoinOfAsync(mining.Ben, Token));
        var own = Assert.Single((await world.Get<OwnMiningQueries>().FindAsync(mining.Anna.UserId, Token)).Series);
        // Earned to the last digit: what was paid and what is carried, nothing else.
        var carried = ExactFraction.Of(
            Whole("8768856732352134683215"), Whole("10074228107254628876288"));
        Assert.Equal(carried, own.Carried);
        Assert.Equal(ExactFraction.Of(AnnaSatoshi, 1) + carried, own.Earned);
        var view = await world.Get<MiningQueries>().FindAsync(mining.Isin, PureMiningWorld.After, Token);
        Assert.Equal([830_255, 829_919, 829_583, 829_247, FirstKey], view!.Coupons.Select(one => one.KeyHeight));
        Assert.Equal((830_591, 1), (view.Chain.Waiting, view.Chain.Confirmations));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task RunDue_FourBlocksOnTheKeyBlock_WaitsForTheFifth()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await mining.FundAsync(1_000_000, Token);

        await mining.ReceiveAsync(FirstKey + 4, Token);
        Assert.Equal(0, await mining.RunAsync(PureMiningWorld.After, Token));
        await mining.ReceiveAsync(FirstKey + 5, Token);
        Assert.Equal(1, await mining.RunAsync(PureMiningWorld.After, Token));

        Assert.Equal(10_246, await mining.BitcoinOfAsync(mining.Anna, Token));
    }

    [Fact]
    public async Task RunDue_TreasuryLacksOneSatoshi_PaysNobodyPublishesAndPaysWhenFunded()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await mining.FundAsync(10_246 + 11_953 - 1, Token);
        await mining.ReceiveAsync(FirstKey + 5, Token);

        await mining.RunAsync(PureMiningWorld.After, Token);
        await mining.RunAsync(PureMiningWorld.After.AddHours(1), Token);

        Assert.Equal(0, await mining.BitcoinOfAsync(mining.Ben, Token));
        Assert.Equal(1, await world.CountAsync("filings where kind = 4", Token));
        Assert.Equal(2, await world.CountAsync("notices where kind = 13", Token));

        await mining.FundAsync(1, Token);
        await mining.RunAsync(PureMiningWorld.After.AddHours(2), Token);

        Assert.Equal(11_953, await mining.BitcoinOfAsync(mining.Ben, Token));
        Assert.Equal(1, await world.CountAsync("filings where kind = 5", Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task RunDue_FeedSilentForFourKeyBlocks_CatchesUpInOrderOnce()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await mining.FundAsync(1_000_000, Token);
        await mining.ReceiveAsync(FirstKey + 5, Token);
        await mining.RunAsync(PureMiningWorld.After, Token);
        var silent = await world.Get<MiningQueries>().ChainAsync(PureMiningWorld.After.AddHours(7), Token);

        await mining.ReceiveAsync(LastKey + 5, Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => mining.RunAsync(PureMiningWorld.After, Token)));
        await mining.RunAsync(PureMiningWorld.After, Token);

        Assert.True(silent.IsSilent);
        Assert.Equal(AnnaSatoshi, await mining.BitcoinOfAsync(mining.Anna, Token));
        Assert.Equal(5, await world.CountAsync($"mining_coupons where state = {(int)MiningCouponState.Paid}", Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public Task PayMiningCoupon_TwiceCutOrAtOnce_PaysOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var world = await PortalWorld.CreateAsync(postgres, Token);
            var mining = await PureMiningWorld.CreateAsync(world, Token);
            await mining.FundAsync(1_000_000, Token);
            await mining.ReceiveAsync(FirstKey + 5, Token);
            return new ReadyCommand(world, _ => world.Get<PayMiningCoupon>().ExecuteAsync(
                mining.IssueId, FirstKey, PureMiningWorld.After, Token));
        },
        Token);

    [Fact]
    public async Task RunDue_TokensSoldAfterTheKeyBlock_PaysWhoHeldAtItsTime()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await mining.FundAsync(1_000_000, Token);
        await using (var portal = await world.OpenAsync(Token))
        {
            await using var transaction = await portal.Database.BeginTransactionAsync(Token);
            var asset = await portal.Issues.Select(row => row.AssetId).SingleAsync(Token);
            var accounts = await portal.Accounts.Where(row => row.AssetId == asset && row.OwnerId > 0)
                .Where(row => row.Kind == Domain.Ledger.AccountKind.Holding)
                .ToDictionaryAsync(row => row.OwnerId, row => row.Id, Token);
            // Key block 828911 has the time 1707065316.
            var soon = DateTimeOffset.FromUnixTimeSeconds(1_707_065_317);
            await Data.Ledger.LedgerWriter.PostAsync(
                portal,
                [
                    new(
                        accounts[mining.Anna.InvestorId], accounts[mining.Ben.InvestorId], 30,
                        Domain.Ledger.LedgerReason.TradeTokens, "test", mining.IssueId),
                ],
                soon, Token);
            await transaction.CommitAsync(Token);
        }

        await mining.ReceiveAsync(829_252, Token);
        await mining.RunAsync(PureMiningWorld.After, Token);

        // The first coupon to both, the second to Ben alone: 65 million bonds.
        Assert.Equal(10_246, await mining.BitcoinOfAsync(mining.Anna, Token));
        Assert.Equal(2, await world.CountAsync("mining_entitlements where key_height = 828911", Token));
        Assert.Equal(1, await world.CountAsync("mining_entitlements where key_height = 829247 and tokens = 65", Token));
    }

    private static System.Numerics.BigInteger Whole(string digits) =>
        System.Numerics.BigInteger.Parse(digits, CultureInfo.InvariantCulture);
}
