using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Banking;

public sealed class BankMovementTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly Guid FirstOperator = Guid.NewGuid();
    private static readonly Guid SecondOperator = Guid.NewGuid();

    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private Citizens _citizens = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _citizens = new Citizens(_world);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task RequestDeposit_NotInADemonstration_WaitsForTheBank()
    {
        var citizen = await _citizens.OpenReadyAsync(0, Token);

        var requested = await AnnounceAsync(citizen, 100_000);

        Assert.Equal(BankMovementState.Requested, requested.State);
        Assert.Equal(0, await _world.BalanceAsync(citizen.Cash, Token));
    }

    [Fact]
    public async Task RequestDeposit_UncheckedPerson_IsRefused()
    {
        var citizen = await _citizens.OpenAsync(Token);

        var outcome = await _world.Get<RequestDeposit>().ExecuteAsync(
            new(1), Citizens.Key(), citizen.UserId, Moments.Start, Token);

        Assert.True(outcome.AsRefusal!.Is(BankMovementRefusal.IdentityNotChecked));
    }

    [Theory]
    [InlineData(0, BankMovementRefusal.AmountNotPositive)]
    [InlineData(-5, BankMovementRefusal.AmountNotPositive)]
    [InlineData(1_000_000_000_001, BankMovementRefusal.AmountAboveMost)]
    [InlineData(long.MaxValue, BankMovementRefusal.AmountAboveMost)]
    public async Task RequestDeposit_ImpossibleAmount_IsRefused(long yen, BankMovementRefusal expected)
    {
        var citizen = await _citizens.OpenReadyAsync(0, Token);

        var outcome = await _world.Get<RequestDeposit>().ExecuteAsync(
            new(yen), Citizens.Key(), citizen.UserId, Moments.Start, Token);

        Assert.True(outcome.AsRefusal!.Is(expected));
    }

    [Fact]
    public async Task BookDeposit_AtTheLimit_IsBookedByOnePersonAsArrived()
    {
        var citizen = await _citizens.OpenReadyAsync(0, Token);
        var announced = await AnnounceAsync(citizen, 9_000_000);

        var booked = await BookAsync(announced.MovementId, 10_000_000, "line 1", FirstOperator);

        Assert.Equal(BankMovementState.Executed, booked.ValueOrThrow.State);
        Assert.Equal(10_000_000, await _world.BalanceAsync(citizen.Cash, Token));
    }

    [Fact]
    public async Task BookDeposit_AboveTheLimit_WaitsForASecondDifferentPerson()
    {
        var citizen = await _citizens.OpenReadyAsync(0, Token);
        var announced = await AnnounceAsync(citizen, 10_000_001);

        var booked = await BookAsync(announced.MovementId, 10_000_001, "line 1", FirstOperator);
        Assert.Equal(BankMovementState.FirstApproved, booked.ValueOrThrow.State);
        Assert.Equal(0, await _world.BalanceAsync(citizen.Cash, Token));
        Assert.True((await ApproveAsync(announced.MovementId, FirstOperator)).AsRefusal!
            .Is(BankMovementRefusal.SamePersonTwice));
        Assert.True((await ApproveAsync(announced.MovementId, citizen.UserId)).AsRefusal!
            .Is(BankMovementRefusal.OwnMovement));

        Assert.Equal(
            BankMovementState.Executed, (await ApproveAsync(announced.MovementId, SecondOperator)).ValueOrThrow.State);
        Assert.Equal(10_000_001, await _world.BalanceAsync(citizen.Cash, Token));
    }

    [Fact]
    public async Task BookDeposit_OneStatementLineForTwoDeposits_IsBookedOnceAlsoAtTheSameTime()
    {
        var citizen = await _citizens.OpenReadyAsync(0, Token);
        var announced = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => AnnounceAsync(citizen, 100)));

        var outcomes = await Task.WhenAll(
            announced.Select(one => BookAsync(one.MovementId, 100, "line 7", FirstOperator)));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        Assert.All(outcomes.Where(outcome => outcome.AsRefusal is not null), outcome =>
            Assert.True(outcome.AsRefusal!.Is(BankMovementRefusal.BankReferenceBooked)));
        Assert.Equal(100, await _world.BalanceAsync(citizen.Cash, Token));
    }

    [Fact]
    public async Task BookDeposit_TwiceWithOtherLines_BooksOnce()
    {
        var citizen = await _citizens.OpenReadyAsync(0, Token);
        var announced = await AnnounceAsync(citizen, 100);

        await BookAsync(announced.MovementId, 100, "line 1", FirstOperator);
        var second = await BookAsync(announced.MovementId, 100, "line 2", SecondOperator);

        Assert.True(second.AsRefusal!.Is(BankMovementRefusal.NothingToDecide));
        Assert.Equal(100, await _world.BalanceAsync(citizen.Cash, Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task BookDeposit_WithoutBankReference_IsRefused(string line)
    {
        var citizen = await _citizens.OpenReadyAsync(0, Token);
        var announced = await AnnounceAsync(citizen, 100);

        Assert.True((await BookAsync(announced.MovementId, 100, line, FirstOperator)).AsRefusal!
            .Is(BankMovementRefusal.BankReferenceMissing));
    }

    [Fact]
    public async Task RequestWithdrawal_MoreThanThereIs_NamesWhatThereIs()
    {
        var citizen = await _citizens.OpenReadyAsync(70_000, Token);

        var refused = (await WithdrawAsync(citizen, 70_001)).AsRefusal!;

        Assert.True(refused.Is(BankMovementRefusal.CashTooLow));
        Assert.Equal(Money.FromYen(70_000), refused.Arguments["nearest"]);
        Assert.Null((await WithdrawAsync(citizen, 70_000)).AsRefusal);
    }

    [Fact]
    public async Task RequestWithdrawal_ManyAtOnce_NeverSetsAsideMoreThanThereIs()
    {
        var citizen = await _citizens.OpenReadyAsync(100_000, Token);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => WithdrawAsync(citizen, 30_000)));

        Assert.Equal(3, outcomes.Count(outcome => outcome.AsRefusal is null)); // 3 × 30,000 fit 100,000.
        Assert.Equal(10_000, await _world.BalanceAsync(citizen.Cash, Token));
        Assert.Equal(90_000, await _world.BalanceAsync(SetAside(citizen), Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    [Fact]
    public async Task ApproveBankMovement_Withdrawal_LeavesOnceThoughApprovedTwice()
    {
        var citizen = await _citizens.OpenReadyAsync(50_000, Token);
        var requested = (await WithdrawAsync(citizen, 30_000)).ValueOrThrow;
        Assert.Equal(20_000, await _world.BalanceAsync(citizen.Cash, Token));

        var outcomes = await Task.WhenAll(
            ApproveAsync(requested.MovementId, FirstOperator), ApproveAsync(requested.MovementId, SecondOperator));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        Assert.Equal(0, await _world.BalanceAsync(SetAside(citizen), Token));
        Assert.Equal(-20_000, await _world.BalanceAsync(AccountPlan.Bank, Token)); // 50,000 in, 30,000 out.
    }

    [Fact]
    public async Task RefuseBankMovement_Withdrawal_FreesTheCashOnce()
    {
        var citizen = await _citizens.OpenReadyAsync(50_000, Token);
        var requested = (await WithdrawAsync(citizen, 30_000)).ValueOrThrow;

        Assert.True((await RefuseAsync(requested.MovementId, " ")).AsRefusal!.Is(BankMovementRefusal.ReasonMissing));
        Assert.Null((await RefuseAsync(requested.MovementId, "account closed")).AsRefusal);
        Assert.True(
            (await RefuseAsync(requested.MovementId, "again")).AsRefusal!.Is(BankMovementRefusal.NothingToDecide));

        Assert.Equal(50_000, await _world.BalanceAsync(citizen.Cash, Token));
        Assert.True((await ApproveAsync(requested.MovementId, SecondOperator)).AsRefusal!
            .Is(BankMovementRefusal.NothingToDecide));
    }

    [Fact]
    public async Task RequestWithdrawal_OfAnIssuer_TakesItsOwnCash()
    {
        var issue = await AnnouncedIssue.CreateAsync(_world, 10, Token);
        await _world.OpenAccountAsync(issue.IssuerCash, 500, Token);

        var outcome = await _world.Get<RequestWithdrawal>().ExecuteAsync(
            new(200, issue.Row.IssuerId), Citizens.Key(), FirstOperator, Moments.Start, Token);

        Assert.Null(outcome.AsRefusal);
        Assert.Equal(300, await _world.BalanceAsync(issue.IssuerCash, Token));
    }

    private static AccountPlan SetAside(Citizen citizen) =>
        AccountPlan.WithdrawalHold(AccountOwner.Investor, citizen.InvestorId);

    private async Task<BankMovementResult> AnnounceAsync(Citizen citizen, long yen) =>
        (await _world.Get<RequestDeposit>().ExecuteAsync(
            new(yen), Citizens.Key(), citizen.UserId, Moments.Start, Token)).ValueOrThrow;

    private Task<Outcome<BankMovementResult>> BookAsync(long movement, long yen, string line, Guid actor) =>
        _world.Get<BookDeposit>().ExecuteAsync(
            new(movement, yen, line), Citizens.Key(), actor, Moments.Start, Token);

    private Task<Outcome<BankMovementResult>> WithdrawAsync(Citizen citizen, long yen) =>
        _world.Get<RequestWithdrawal>().ExecuteAsync(
            new(yen), Citizens.Key(), citizen.UserId, Moments.Start, Token);

    private Task<Outcome<BankMovementResult>> ApproveAsync(long movement, Guid actor) =>
        _world.Get<ApproveBankMovement>().ExecuteAsync(
            new(movement), Citizens.Key(), actor, Moments.Start, Token);

    private Task<Outcome<BankMovementResult>> RefuseAsync(long movement, string reason) =>
        _world.Get<RefuseBankMovement>().ExecuteAsync(
            new(movement, reason), Citizens.Key(), FirstOperator, Moments.Start, Token);
}
