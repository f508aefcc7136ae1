using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Offerings;

// A token costs 10,000 yen; the first phase allows 150,000 yen, fifteen tokens.
public sealed class ApplyForIssueTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly DateTimeOffset SaleDay = PortalTime.OpeningOf(new DateOnly(2026, 2, 12));

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
    public async Task ApplyForIssue_WithinEverything_HoldsExactlyThePrice()
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);

        var result = (await ApplyAsync(citizen, 15)).ValueOrThrow;

        Assert.Equal(150_000, result.HeldYen); // 15 × 10,000.
        await AssertMoneyAsync(citizen, cash: 50_000, held: 150_000);
    }

    [Fact]
    public async Task ApplyForIssue_SameKeyTwice_HoldsOnce()
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);
        var key = Citizens.Key();

        var first = await ApplyAsync(citizen, 5, key);
        var second = await ApplyAsync(citizen, 5, key);

        Assert.Equal(first.ValueOrThrow, second.ValueOrThrow);
        await AssertMoneyAsync(citizen, cash: 150_000, held: 50_000);
    }

    [Fact]
    public async Task ApplyForIssue_SameKeyOtherQuantity_IsRefused()
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);
        var key = Citizens.Key();
        await ApplyAsync(citizen, 5, key);

        var second = await ApplyAsync(citizen, 6, key);

        Assert.True(second.AsRefusal!.Is(CommandRefusal.KeyReusedWithOtherInput));
        await AssertMoneyAsync(citizen, cash: 150_000, held: 50_000);
    }

    [Theory]
    [InlineData(12, 80_000, 120_000)]
    [InlineData(3, 170_000, 30_000)]
    [InlineData(5, 150_000, 50_000)]
    public async Task ApplyForIssue_Again_ReplacesTheFormerQuantity(long changed, long cash, long held)
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);
        await ApplyAsync(citizen, 5);

        Assert.True((await ApplyAsync(citizen, changed)).ValueOrThrow.IsChange);

        await AssertMoneyAsync(citizen, cash, held);
        Assert.Equal(1, await _world.CountAsync("applications", Token));
    }

    [Fact]
    public async Task ApplyForIssue_ChangeUpWithAllCashHeld_CountsWhatIsHeld()
    {
        var citizen = await _citizens.OpenReadyAsync(100_000, Token);
        await ApplyAsync(citizen, 10);

        var refused = (await ApplyAsync(citizen, 11)).AsRefusal!;

        Assert.True(refused.Is(ApplicationRefusal.CashTooLow));
        Assert.Equal(Quantity.FromTokens(10), refused.Arguments["nearest"]);
        await AssertMoneyAsync(citizen, cash: 0, held: 100_000);
    }

    [Fact]
    public async Task ApplyForIssue_BeforeAndAfterTheSale_IsRefused()
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);
        var (opens, closes) = (_issue.Row.SaleOpensAt, _issue.Row.SaleClosesAt);

        var early = await ApplyAsync(citizen, 1, now: opens.AddMicroseconds(-1));
        var late = await ApplyAsync(citizen, 1, now: closes);

        Assert.True(early.AsRefusal!.Is(ApplicationRefusal.SaleNotYetOpen));
        Assert.True(late.AsRefusal!.Is(ApplicationRefusal.SaleClosed));
        Assert.Null((await ApplyAsync(citizen, 1, now: opens)).AsRefusal);
        Assert.Null((await ApplyAsync(citizen, 2, now: closes.AddMicroseconds(-1))).AsRefusal);
    }

    [Fact]
    public async Task ApplyForIssue_UncheckedThenUntested_NamesTheFirstMissingStep()
    {
        var citizen = await _citizens.OpenAsync(Token);

        Assert.True((await ApplyAsync(citizen, 1)).AsRefusal!.Is(ApplicationRefusal.IdentityNotChecked));
        await _citizens.CheckAsync(citizen, Token);
        Assert.True((await ApplyAsync(citizen, 1)).AsRefusal!.Is(ApplicationRefusal.KnowledgeTestMissing));
        await _citizens.PassTestAsync(citizen, Token);
        Assert.True((await ApplyAsync(citizen, 1)).AsRefusal!.Is(ApplicationRefusal.LossSimulationNotSeen));
        await _citizens.SeeLossesAsync(citizen, Token);
        Assert.True((await ApplyAsync(citizen, 1)).AsRefusal!.Is(ApplicationRefusal.CashTooLow));
        await _citizens.FundAsync(citizen, 10_000, Token);
        Assert.Null((await ApplyAsync(citizen, 1)).AsRefusal);
    }

    [Fact]
    public async Task ApplyForIssue_AboveThePhase_NamesTheLimitAndTheNearestAllowed()
    {
        var citizen = await _citizens.OpenReadyAsync(400_000, Token);

        var refused = (await ApplyAsync(citizen, 40)).AsRefusal!;

        Assert.True(refused.Is(ApplicationRefusal.AboveFirstPhaseLimit));
        Assert.Equal(Money.FromYen(400_000), refused.Arguments["askedAmount"]);
        Assert.Equal(Money.FromYen(150_000), refused.Arguments["limit"]);
        Assert.Equal(Quantity.FromTokens(15), refused.Arguments["nearest"]);
        Assert.Null((await ApplyAsync(citizen, 15)).AsRefusal);
    }

    [Fact]
    public async Task ApplyForIssue_AfterOneCoupon_AllowsFiveTimesAsMuch()
    {
        var citizen = await _citizens.OpenReadyAsync(800_000, Token);
        await PayCouponAsync(citizen);

        Assert.True((await ApplyAsync(citizen, 76)).AsRefusal!.Is(ApplicationRefusal.AboveSecondPhaseLimit));
        Assert.Null((await ApplyAsync(citizen, 75)).AsRefusal); // 5 × 150,000 = 750,000.
    }

    [Fact]
    public async Task ApplyForIssue_AfterDeclaring_AllowsFivePercentOfNetAssets()
    {
        var citizen = await _citizens.OpenReadyAsync(800_000, Token);
        await _world.Get<DeclareNetAssets>().ExecuteAsync(
            new(4_000_000), Citizens.Key(), citizen.UserId, SaleDay, Token);

        Assert.True((await ApplyAsync(citizen, 21)).AsRefusal!.Is(ApplicationRefusal.AboveFirstPhaseLimit));
        Assert.Null((await ApplyAsync(citizen, 20)).AsRefusal); // 5 % of 4,000,000 = 200,000.
    }

    [Fact]
    public async Task ApplyForIssue_Institution_MayTakeThirtyFivePercent()
    {
        var fund = await _citizens.OpenAsync(Token, InvestorKind.Institution);
        await _citizens.CheckAsync(fund, Token);
        await _citizens.FundAsync(fund, 10_000_000, Token);

        Assert.True((await ApplyAsync(fund, 351)).AsRefusal!.Is(ApplicationRefusal.AboveProfessionalLimit));
        Assert.Null((await ApplyAsync(fund, 350)).AsRefusal); // 35 % of 1,000.
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task ApplyForIssue_NotPositive_IsRefused(long quantity)
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);

        Assert.True((await ApplyAsync(citizen, quantity)).AsRefusal!.Is(SaleRefusal.QuantityNotPositive));
    }

    [Fact]
    public async Task ApplyForIssue_AsMuchAsANumberHolds_IsRefusedAndNotAnError()
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);

        Assert.True((await ApplyAsync(citizen, long.MaxValue)).AsRefusal!.Is(ApplicationRefusal.AboveIssueSize));
        await AssertMoneyAsync(citizen, cash: 200_000, held: 0);
    }

    [Fact]
    public async Task ApplyForIssue_UnknownIssue_IsNotOnSale()
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);

        var outcome = await _world.Get<ApplyForIssue>().ExecuteAsync(
            new(_issue.Row.Id + 1, 1), Citizens.Key(), citizen.UserId, SaleDay, Token);

        Assert.True(outcome.AsRefusal!.Is(SaleRefusal.NotOnSale));
    }

    [Fact]
    public async Task ApplyForIssue_ResidentOfTheIssuer_IsMarkedAsResident()
    {
        var neighbour = await _citizens.OpenReadyAsync(10_000, Token);
        var resident = await _citizens.OpenReadyAsync(10_000, Token, municipality: "X00001");
        await ApplyAsync(neighbour, 1);
        await ApplyAsync(resident, 1);

        await using var portal = await _world.OpenAsync(Token);
        var residents = await portal.Applications.OrderBy(row => row.Id).Select(row => row.IsResident)
            .ToListAsync(Token);

        Assert.Equal([false, true], residents);
    }

    [Fact]
    public async Task ApplyForIssue_OneKeyFromTenBrowsersAtOnce_HoldsOnce()
    {
        var citizen = await _citizens.OpenReadyAsync(200_000, Token);
        var key = Citizens.Key();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ApplyAsync(citizen, 5, key)));

        Assert.All(outcomes, outcome => Assert.Equal(50_000, outcome.ValueOrThrow.HeldYen));
        await AssertMoneyAsync(citizen, cash: 150_000, held: 50_000);
        Assert.Equal(1, await _world.CountAsync("application_events", Token));
    }

    [Fact]
    public async Task ApplyForIssue_ManyKeysAtOnceAgainstTheSameCash_NeverHoldsMoreThanThereIs()
    {
        var citizen = await _citizens.OpenReadyAsync(100_000, Token);

        var outcomes = await Task.WhenAll(Enumerable.Range(6, 8).Select(tokens => ApplyAsync(citizen, tokens)));

        Assert.All(outcomes, outcome => Assert.True(
            outcome.AsRefusal is null || outcome.AsRefusal.Is(ApplicationRefusal.CashTooLow)));
        Assert.Equal(5, outcomes.Count(outcome => outcome.AsRefusal is null)); // 6 to 10 tokens fit 100,000 yen.
        var held = await _world.BalanceAsync(citizen.Hold, Token);
        Assert.Equal(100_000, held + await _world.BalanceAsync(citizen.Cash, Token));
        Assert.Equal(held, await SumOfActiveAsync());
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task ApplyForIssue_ConnectionCutInTheMiddle_LeavesNothingAndCanBeRepeated()
    {
        var citizen = await _citizens.OpenReadyAsync(100_000, Token);
        var key = Citizens.Key();
        await BrokenConnection.CutAsync(
            _world.ConnectionString, BrokenConnection.AtTheLedger, () => ApplyAsync(citizen, 5, key), Token);
        Assert.Equal(0, await _world.CountAsync("applications", Token));
        await AssertMoneyAsync(citizen, cash: 100_000, held: 0);

        Assert.Equal(50_000, (await ApplyAsync(citizen, 5, key)).ValueOrThrow.HeldYen);

        await AssertMoneyAsync(citizen, cash: 50_000, held: 50_000);
    }

    private Task<Outcome<ApplicationResult>> ApplyAsync(
        Citizen citizen, long tokens, string? key = null, DateTimeOffset? now = null) =>
        _world.Get<ApplyForIssue>().ExecuteAsync(
            new(_issue.Row.Id, tokens), key ?? Citizens.Key(), citizen.UserId, now ?? SaleDay, Token);

    private async Task AssertMoneyAsync(Citizen citizen, long cash, long held)
    {
        Assert.Equal(cash, await _world.BalanceAsync(citizen.Cash, Token));
        Assert.Equal(held, await _world.BalanceAsync(citizen.Hold, Token));
        Assert.Equal(held, await SumOfActiveAsync());
    }

    private async Task<long> SumOfActiveAsync()
    {
        await using var portal = await _world.OpenAsync(Token);
        return await portal.Applications
            .Where(row => row.State == ApplicationState.Active)
            .SumAsync(row => row.HeldYen, Token);
    }

    private async Task PayCouponAsync(Citizen citizen)
    {
        await using var portal = await _world.OpenAsync(Token);
        await using var transaction = await portal.Database.BeginTransactionAsync(Token);
        var bank = await AccountBook.OpenAsync(portal, AccountPlan.Bank, Token);
        var cash = await AccountBook.OpenAsync(portal, citizen.Cash, Token);
        await LedgerWriter.PostAsync(portal, [new(bank, cash, 1, LedgerReason.CouponPaid, "test")], SaleDay, Token);
        await transaction.CommitAsync(Token);
    }
}
