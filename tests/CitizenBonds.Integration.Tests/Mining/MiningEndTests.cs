using CitizenBonds.Application.Mining;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Mining;

public sealed class MiningEndTests(PortalDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task End_MiningIsOver_ClosesTheSeriesWorthlessInPublicAndLeavesWhatWasPaid()
    {
        await using var world = await PortalWorld.CreateAsync(databases, Token);
        var mining = await PureMiningWorld.CreateAsync(world, Token);
        await mining.FundAsync(1_000_000, Token);
        await mining.ReceiveAsync(830_592, Token);
        await mining.RunAsync(PureMiningWorld.After, Token);
        var paid = await mining.BitcoinOfAsync(mining.Ben, Token);
        Assert.True(paid > 0);
        var decide = world.Get<DecideMiningChain>();
        var later = PureMiningWorld.After.AddHours(1);

        var byTreasury = await decide.ExecuteAsync(
            ChainDecision.End, Citizens.Key(), PureMiningWorld.Treasury, later, Token);
        var ended = await decide.ExecuteAsync(
            ChainDecision.End, Citizens.Key(), PureMiningWorld.Operator, later, Token);
        var twice = await decide.ExecuteAsync(
            ChainDecision.End, Citizens.Key(), PureMiningWorld.Operator, later, Token);
        await mining.RunAsync(later.AddHours(1), Token);

        Assert.True(byTreasury.AsRefusal!.Is(ChainDecisionRefusal.NotTheOperator));
        Assert.Equal(MiningChainState.Ended, ended.ValueOrThrow.State);
        Assert.True(twice.AsRefusal!.Is(ChainDecisionRefusal.NothingToDecide));
        await using var portal = await world.OpenAsync(Token);
        var issue = await portal.Issues.SingleAsync(Token);
        Assert.Equal((IssueState.Redeemed, later), (issue.State, issue.ClosedAt));
        Assert.Equal(1, await world.CountAsync("filings where kind = 10 and body ->> 'paidYen' = '0'", Token));
        Assert.Equal(paid, await mining.BitcoinOfAsync(mining.Ben, Token));
        Assert.Empty(await world.AuditAsync(Token));
    }
}
