using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Offerings;

// The sale closes on 25 February 2026 at 17:00 in Japan and settles on 2 March at 09:00.
public sealed class WithdrawApplicationTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset LastDay = PortalTime.OpeningOf(new DateOnly(2026, 2, 25));

    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private AnnouncedIssue _issue = null!;
    private Citizens _citizens = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _issue = await AnnouncedIssue.CreateAsync(_world, 1_000, Token);
        _citizens = new Citizens(_world);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task WithdrawApplication_WithinFourDaysAfterClose_FreesEverything()
    {
        var citizen = await ApplyAsync(InvestorKind.Citizen);

        var result = await WithdrawAsync(citizen, LastDay.AddDays(4).AddMicroseconds(-1));

        Assert.Equal(50_000, result.ValueOrThrow.ReleasedYen);
        Assert.Equal(100_000, await _world.BalanceAsync(citizen.Cash, Token));
        Assert.Equal(0, await _world.BalanceAsync(citizen.Hold, Token));
    }

    [Fact]
    public async Task WithdrawApplication_AfterFourDays_IsRefused()
    {
        var citizen = await ApplyAsync(InvestorKind.Citizen);

        var refused = (await WithdrawAsync(citizen, LastDay.AddDays(4))).AsRefusal!;

        Assert.True(refused.Is(SaleRefusal.TooLateToWithdraw));
        Assert.Equal(LastDay.AddDays(4), refused.Arguments["endedAt"]);
        Assert.Equal(50_000, await _world.BalanceAsync(citizen.Hold, Token));
    }

    [Fact]
    public async Task WithdrawApplication_InstitutionAfterClose_IsRefused()
    {
        var fund = await ApplyAsync(InvestorKind.Institution);

        Assert.True((await WithdrawAsync(fund, _issue.Row.SaleClosesAt)).AsRefusal!.Is(SaleRefusal.TooLateToWithdraw));
        Assert.Null((await WithdrawAsync(fund, _issue.Row.SaleClosesAt.AddMicroseconds(-1))).AsRefusal);
    }

    [Fact]
    public async Task WithdrawApplication_TwiceWithOneKeyOrTwo_FreesOnce()
    {
        var citizen = await ApplyAsync(InvestorKind.Citizen);
        var key = Citizens.Key();

        Assert.Null((await WithdrawAsync(citizen, LastDay, key)).AsRefusal);
        Assert.Null((await WithdrawAsync(citizen, LastDay, key)).AsRefusal);
        Assert.True((await WithdrawAsync(citizen, LastDay)).AsRefusal!.Is(SaleRefusal.NothingToWithdraw));

        Assert.Equal(100_000, await _world.BalanceAsync(citizen.Cash, Token));
    }

    [Fact]
    public async Task WithdrawApplication_SettledMeanwhile_IsRefusedAndTheTokensStay()
    {
        var citizen = await ApplyAsync(InvestorKind.Citizen);
        await _world.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, Token);

        Assert.True((await WithdrawAsync(citizen, LastDay)).AsRefusal!.Is(SaleRefusal.NothingToWithdraw));
        Assert.Equal(5, await _world.BalanceAsync(_issue.TokensOf(citizen.InvestorId), Token));
    }

    [Fact]
    public async Task WithdrawApplication_AndSettlementAtOnce_EndsInExactlyOneOfBoth()
    {
        var citizen = await ApplyAsync(InvestorKind.Citizen);

        var withdrawal = WithdrawAsync(citizen, LastDay);
        await Task.WhenAll(withdrawal, _world.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, Token));

        var isWithdrawn = (await withdrawal).AsRefusal is null;
        Assert.Equal(isWithdrawn ? 0 : 5, await _world.BalanceAsync(_issue.TokensOf(citizen.InvestorId), Token));
        Assert.Equal(isWithdrawn ? 100_000 : 50_000, await _world.BalanceAsync(citizen.Cash, Token));
        Assert.Equal(0, await _world.BalanceAsync(citizen.Hold, Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task WithdrawApplication_OfSomebodyElse_FindsNothing()
    {
        await ApplyAsync(InvestorKind.Citizen);
        var other = await _citizens.OpenReadyAsync(0, Token);

        Assert.True((await WithdrawAsync(other, LastDay)).AsRefusal!.Is(SaleRefusal.NothingToWithdraw));
    }

    [Fact]
    public async Task ApplyForIssue_AfterWithdrawal_IsANewApplicationOfTheSameRow()
    {
        var citizen = await ApplyAsync(InvestorKind.Citizen);
        await WithdrawAsync(citizen, LastDay);

        var again = await _world.Get<ApplyForIssue>().ExecuteAsync(
            new(_issue.Row.Id, 3), Citizens.Key(), citizen.UserId, LastDay, Token);

        Assert.False(again.ValueOrThrow.IsChange);
        Assert.Equal(30_000, await _world.BalanceAsync(citizen.Hold, Token));
    }

    private async Task<Citizen> ApplyAsync(InvestorKind kind)
    {
        var citizen = await _citizens.OpenReadyAsync(100_000, Token, kind);
        _ = (await _world.Get<ApplyForIssue>().ExecuteAsync(
            new(_issue.Row.Id, 5), Citizens.Key(), citizen.UserId, LastDay, Token)).ValueOrThrow;
        return citizen;
    }

    private Task<Outcome<WithdrawnApplication>> WithdrawAsync(
        Citizen citizen, DateTimeOffset now, string? key = null) =>
        _world.Get<WithdrawApplication>().ExecuteAsync(
            new(_issue.Row.Id), key ?? Citizens.Key(), citizen.UserId, now, Token);
}
