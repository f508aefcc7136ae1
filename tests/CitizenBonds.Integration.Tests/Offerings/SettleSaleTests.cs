using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Offerings;

public sealed class SettleSaleTests(PortalDatabases postgres) : IAsyncLifetime
{
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await PortalWorld.CreateAsync(postgres, Token);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    // The golden example of the rules: 10,000 over 2,000 / 4,000 / 5,500 / 6,500 gives 2,000 and three times 2,500;
    // the 500 that are left go to some of those three by lot.
    [Fact]
    public async Task ExecuteAsync_Oversubscribed_AllotsByTheCeilingAndReturnsTheRest()
    {
        var issue = await AnnouncedIssue.CreateAsync(_world, 10_000, Token);
        long[] wanted = [2_000, 4_000, 5_500, 6_500];
        var investors = new List<long>();
        foreach (var tokens in wanted) investors.Add(await issue.AddApplicationAsync(tokens, Token));

        var result = (await SettleAsync(issue)).ValueOrThrow;

        Assert.Equal(10_000, result.AllottedTokens);
        Assert.Equal(10_000 * AnnouncedIssue.PriceYen, result.ProceedsYen);
        var held = new List<long>();
        for (var i = 0; i < wanted.Length; i++)
        {
            held.Add(await _world.BalanceAsync(issue.TokensOf(investors[i]), Token));
            var returned = await _world.BalanceAsync(AccountPlan.InvestorCash(investors[i]), Token);
            Assert.Equal((wanted[i] - held[i]) * AnnouncedIssue.PriceYen, returned);
        }

        Assert.Equal(2_000, held[0]);
        Assert.All(held.Skip(1), tokens => Assert.InRange(tokens, 2_500, 3_000));
        Assert.Equal(10_000, held.Sum());
        Assert.Equal(100_000_000, await _world.BalanceAsync(issue.Purpose, Token)); // 10,000 × 10,000 yen, at once.
        Assert.Equal(0, await _world.BalanceAsync(issue.IssuerCash, Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task ExecuteAsync_CrowdMinimumMissedByOne_ReturnsEverything()
    {
        var issue = await AnnouncedIssue.CreateAsync(_world, 1_000, Token, crowdMinimum: 101);
        var investor = await issue.AddApplicationAsync(100, Token);

        var result = (await SettleAsync(issue)).ValueOrThrow;

        Assert.Equal(IssueState.CrowdFailed, result.State);
        Assert.Equal(1_000_000, await _world.BalanceAsync(AccountPlan.InvestorCash(investor), Token));
        Assert.Equal(0, await _world.BalanceAsync(issue.Purpose, Token));
        Assert.Equal(1, await _world.CountAsync("filings where kind = 9", Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task ExecuteAsync_CrowdMinimumReachedExactly_Settles()
    {
        var issue = await AnnouncedIssue.CreateAsync(_world, 1_000, Token, crowdMinimum: 100);
        await issue.AddApplicationAsync(100, Token);

        Assert.Equal(IssueState.Live, (await SettleAsync(issue)).ValueOrThrow.State);
    }

    [Fact]
    public async Task ExecuteAsync_ResidentsFirst_ServesThemBeforeOthers()
    {
        var issue = await AnnouncedIssue.CreateAsync(_world, 100, Token, residentsFirst: true);
        var stranger = await issue.AddApplicationAsync(80, Token);
        var resident = await issue.AddApplicationAsync(90, Token, isResident: true);

        await SettleAsync(issue);

        Assert.Equal(90, await _world.BalanceAsync(issue.TokensOf(resident), Token));
        Assert.Equal(10, await _world.BalanceAsync(issue.TokensOf(stranger), Token));
    }

    [Fact]
    public async Task ExecuteAsync_BeforeTheSettlementDate_IsRefused()
    {
        var issue = await AnnouncedIssue.CreateAsync(_world, 100, Token);
        await issue.AddApplicationAsync(10, Token);

        var outcome = await _world.Get<SettleSale>()
            .ExecuteAsync(issue.Row.Id, issue.SettlesAt.AddTicks(-10), Token);

        Assert.True(outcome.AsRefusal!.Is(SettlementRefusal.NotDue));
        Assert.Equal(0, await _world.CountAsync("allotments", Token));
    }

    [Fact]
    public async Task ExecuteAsync_TwiceAndByFourAtOnce_SettlesOnce()
    {
        var issue = await AnnouncedIssue.CreateAsync(_world, 100, Token);
        var investor = await issue.AddApplicationAsync(100, Token);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SettleAsync(issue)));
        await SettleAsync(issue);

        Assert.Single(outcomes, outcome => outcome is Outcome<SaleResult>.Done { IsRepeat: false });
        Assert.Equal(100, await _world.BalanceAsync(issue.TokensOf(investor), Token));
        Assert.Equal(1_000_000, await _world.BalanceAsync(issue.Purpose, Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task ExecuteAsync_DatabaseFailsWhileBooking_LeavesTheSaleAsItWasAndSettlesLater()
    {
        var issue = await AnnouncedIssue.CreateAsync(_world, 100, Token);
        var investor = await issue.AddApplicationAsync(100, Token);
        await ExecuteAsync("alter table portal.transfers add constraint broken check (reason <> 6)");

        await Assert.ThrowsAsync<PostgresException>(() => SettleAsync(issue));
        Assert.Equal(0, await _world.CountAsync("allotments", Token));
        Assert.Equal(1, await _world.CountAsync("applications where state = 0", Token));
        Assert.Equal(0, await _world.BalanceAsync(issue.Purpose, Token));

        await ExecuteAsync("alter table portal.transfers drop constraint broken");
        await SettleAsync(issue);
        Assert.Equal(100, await _world.BalanceAsync(issue.TokensOf(investor), Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    private Task<Outcome<SaleResult>> SettleAsync(AnnouncedIssue issue) =>
        _world.Get<SettleSale>().ExecuteAsync(issue.Row.Id, issue.SettlesAt, Token);

    private async Task ExecuteAsync(string sql)
    {
        await using var portal = await _world.OpenAsync(Token);
        await portal.Database.ExecuteSqlRawAsync(sql, Token);
    }
}
