using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Banking;

public sealed class BankLineTests(PortalDatabases postgres) : IAsyncLifetime
{
    private const long AboveLimitYen = 10_000_001; // Up to 10,000,000 one person is enough.

    private static readonly Guid FirstOperator = Guid.NewGuid();
    private static readonly Guid SecondOperator = Guid.NewGuid();

    private PortalWorld _world = null!; // Set by InitializeAsync before any test.
    private Citizens _citizens = null!;
    private Citizen _citizen = null!; // Checked, without money.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Code => DepositCode.Of(_citizen.InvestorId);

    public async ValueTask InitializeAsync()
    {
        _world = await PortalWorld.CreateAsync(postgres, Token);
        _citizens = new Citizens(_world);
        _citizen = await _citizens.OpenReadyAsync(0, Token);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task BookBankLine_MessageNamesACitizen_IsBookedToThem()
    {
        var booked = (await BookAsync("line 1", 150_000, $"ﾀﾅｶ ｱｵｲ {Code}")).ValueOrThrow;

        Assert.Equal(BankLineState.Recognised, booked.State);
        await AssertMoneyAsync(cash: 150_000, suspense: 0);
    }

    [Theory]
    [InlineData("ﾀﾅｶ ｱｵｲ")]
    [InlineData("")]
    [InlineData("CB-99999999-01")]
    [InlineData("'; drop table portal.transfers; --")]
    public async Task BookBankLine_MessageNamesNobody_WaitsInSuspenseUntilItIsAssigned(string message)
    {
        var booked = (await BookAsync("line 1", 150_000, message)).ValueOrThrow;
        Assert.Equal(BankLineState.InSuspense, booked.State);
        await AssertMoneyAsync(cash: 0, suspense: 150_000);

        var assigned = (await AssignAsync(booked.LineId, Code, FirstOperator)).ValueOrThrow;

        Assert.Equal(BankLineState.Assigned, assigned.State);
        await AssertMoneyAsync(cash: 150_000, suspense: 0);
        Assert.True((await AssignAsync(booked.LineId, Code, SecondOperator)).AsRefusal!
            .Is(BankLineRefusal.NothingToAssign));
    }

    [Fact]
    public async Task BookBankLine_UncheckedPerson_WaitsInSuspense()
    {
        var stranger = await _citizens.OpenAsync(Token);

        var booked = (await BookAsync("line 1", 1, DepositCode.Of(stranger.InvestorId))).ValueOrThrow;

        Assert.Equal(BankLineState.InSuspense, booked.State);
        var assigned = await AssignAsync(booked.LineId, DepositCode.Of(stranger.InvestorId), FirstOperator);
        Assert.True(assigned.AsRefusal!.Is(BankLineRefusal.CodeUnknown));
    }

    [Fact]
    public async Task BookBankLine_AboveTheLimit_WaitsForASecondDifferentPerson()
    {
        var booked = (await BookAsync("line 1", AboveLimitYen, Code)).ValueOrThrow;
        Assert.True(booked.NeedsSecondPerson);
        await AssertMoneyAsync(cash: 0, suspense: 0);
        Assert.True((await ApproveAsync(booked.MovementId!.Value, FirstOperator)).AsRefusal!
            .Is(BankMovementRefusal.SamePersonTwice));

        Assert.Null((await ApproveAsync(booked.MovementId!.Value, SecondOperator)).AsRefusal);

        await AssertMoneyAsync(cash: AboveLimitYen, suspense: 0);
    }

    [Fact]
    public async Task RefuseBankMovement_OfARecognisedLine_LeavesTheMoneyInSuspense()
    {
        var booked = (await BookAsync("line 1", AboveLimitYen, Code)).ValueOrThrow;

        Assert.Null((await _world.Get<RefuseBankMovement>().ExecuteAsync(
            new(booked.MovementId!.Value, "the name differs"), Citizens.Key(), SecondOperator, Moments.Start, Token))
            .AsRefusal);

        await AssertMoneyAsync(cash: 0, suspense: AboveLimitYen);
        Assert.True((await AssignAsync(booked.LineId, Code, FirstOperator)).ValueOrThrow.NeedsSecondPerson);
    }

    [Fact]
    public async Task ReturnBankLine_NobodysMoney_LeavesThroughTheBankOnce()
    {
        var line = (await BookAsync("line 1", 150_000, "?")).ValueOrThrow.LineId;

        Assert.True((await ReturnAsync(line, " ", FirstOperator)).AsRefusal!
            .Is(BankMovementRefusal.BankReferenceMissing));
        Assert.True((await ReturnAsync(line, "line 1", FirstOperator)).AsRefusal!
            .Is(BankMovementRefusal.BankReferenceBooked));
        await AssertMoneyAsync(cash: 0, suspense: 150_000);
        Assert.Equal(BankLineState.Returned, (await ReturnAsync(line, "back 1", FirstOperator)).ValueOrThrow.State);

        await AssertMoneyAsync(cash: 0, suspense: 0);
        Assert.True((await ReturnAsync(line, "back 2", FirstOperator)).AsRefusal!
            .Is(BankLineRefusal.NothingToAssign));
        Assert.True((await AssignAsync(line, Code, FirstOperator)).AsRefusal!.Is(BankLineRefusal.NothingToAssign));
    }

    [Fact]
    public async Task ReturnBankLine_AboveTheLimit_TwoPersonsGiveTheSameNumber()
    {
        var line = (await BookAsync("line 1", AboveLimitYen, "?")).ValueOrThrow.LineId;

        Assert.True((await AssignAsync(line, Code, FirstOperator)).ValueOrThrow.NeedsSecondPerson);
        Assert.True((await ReturnAsync(line, "back 1", SecondOperator)).ValueOrThrow.NeedsSecondPerson); // Starts over.
        Assert.True((await ReturnAsync(line, "back 1", SecondOperator)).AsRefusal!
            .Is(BankLineRefusal.SamePersonTwice));
        Assert.True((await AssignAsync(line, Code, FirstOperator)).ValueOrThrow.NeedsSecondPerson); // And again.
        Assert.True((await ReturnAsync(line, "back 1", SecondOperator)).ValueOrThrow.NeedsSecondPerson);
        Assert.Null((await ReturnAsync(line, "back 1", FirstOperator)).AsRefusal);

        await AssertMoneyAsync(cash: 0, suspense: 0);
    }

    [Fact]
    public async Task AssignBankLine_AboveTheLimit_TwoPersonsNameTheSameOwner()
    {
        var other = await _citizens.OpenReadyAsync(0, Token);
        var line = (await BookAsync("line 1", AboveLimitYen, "?")).ValueOrThrow.LineId;

        Assert.True((await AssignAsync(line, Code, FirstOperator)).ValueOrThrow.NeedsSecondPerson);
        Assert.True((await AssignAsync(line, Code, FirstOperator)).AsRefusal!.Is(BankLineRefusal.SamePersonTwice));
        var another = await AssignAsync(line, DepositCode.Of(other.InvestorId), SecondOperator);
        Assert.True(another.ValueOrThrow.NeedsSecondPerson); // Another owner starts over.
        await AssertMoneyAsync(cash: 0, suspense: AboveLimitYen);
        Assert.Null((await AssignAsync(line, DepositCode.Of(other.InvestorId), FirstOperator)).AsRefusal);

        Assert.Equal(AboveLimitYen, await _world.BalanceAsync(other.Cash, Token));
        await AssertMoneyAsync(cash: 0, suspense: 0);
    }

    [Fact]
    public async Task AssignBankLine_ToOneself_IsRefused()
    {
        var line = (await BookAsync("line 1", 1, "?")).ValueOrThrow.LineId;

        Assert.True((await AssignAsync(line, Code, _citizen.UserId)).AsRefusal!.Is(BankLineRefusal.OwnMoney));
    }

    [Theory]
    [InlineData("", 1L, "", "BankMovement.BankReferenceMissing")]
    [InlineData("line 1", 0L, "", "BankMovement.AmountNotPositive")]
    [InlineData("line 1", -1L, "", "BankMovement.AmountNotPositive")]
    [InlineData("line 1", long.MaxValue, "", "BankMovement.AmountAboveMost")]
    public async Task BookBankLine_Impossible_IsRefusedByName(string line, long yen, string message, string expected) =>
        Assert.Equal(expected, (await BookAsync(line, yen, message)).AsRefusal!.Code);

    [Fact]
    public async Task BookBankLine_MessageOf140And141Signs_IsTakenAndRefused()
    {
        Assert.Null((await BookAsync("line 1", 1, new string('a', 140))).AsRefusal);
        Assert.True((await BookAsync("line 2", 1, new string('a', 141))).AsRefusal!
            .Is(BankLineRefusal.MessageTooLong));
    }

    [Fact]
    public async Task BookBankLine_LineBookedAsAnnounced_IsNotBookedAgainEitherWay()
    {
        var announced = (await _world.Get<RequestDeposit>().ExecuteAsync(
            new(100), Citizens.Key(), _citizen.UserId, Moments.Start, Token)).ValueOrThrow;
        await BookAsync("line 1", 100, "?");

        var twice = await _world.Get<BookDeposit>().ExecuteAsync(
            new(announced.MovementId, 100, "line 1"), Citizens.Key(), FirstOperator, Moments.Start, Token);
        Assert.True(twice.AsRefusal!.Is(BankMovementRefusal.BankReferenceBooked));
        Assert.Null((await _world.Get<BookDeposit>().ExecuteAsync(
            new(announced.MovementId, 100, "line 2"), Citizens.Key(), FirstOperator, Moments.Start, Token)).AsRefusal);
        Assert.True((await BookAsync("line 2", 100, Code)).AsRefusal!.Is(BankMovementRefusal.BankReferenceBooked));
        await AssertMoneyAsync(cash: 100, suspense: 100);
    }

    [Fact]
    public async Task BookBankLine_OneLineFromManyOperatorsAtOnce_IsBookedOnce()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(one =>
            BookAsync("line 1", 100, one % 2 == 0 ? Code : "?")));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        Assert.All(outcomes.Where(outcome => outcome.AsRefusal is not null), outcome =>
            Assert.True(outcome.AsRefusal!.Is(BankMovementRefusal.BankReferenceBooked)));
        Assert.Equal(-100, await _world.BalanceAsync(AccountPlan.Bank, Token));
    }

    [Fact]
    public async Task AssignBankLine_ManyAtOnce_MovesTheMoneyOnce()
    {
        var line = (await BookAsync("line 1", 100, "?")).ValueOrThrow.LineId;

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => AssignAsync(line, Code, Guid.NewGuid())));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        await AssertMoneyAsync(cash: 100, suspense: 0);
    }

    [Fact]
    public async Task BookAndAssign_ConnectionCutInTheMiddle_LeaveNothingAndCanBeRepeated()
    {
        var (book, assign) = (Citizens.Key(), Citizens.Key());
        await CutAsync(() => BookAsync("line 1", 100, "?", book));
        await AssertMoneyAsync(cash: 0, suspense: 0);
        var line = (await BookAsync("line 1", 100, "?", book)).ValueOrThrow.LineId;
        Assert.Equal(line, (await BookAsync("line 1", 100, "?", book)).ValueOrThrow.LineId);
        await CutAsync(() => AssignAsync(line, Code, FirstOperator, assign));
        await AssertMoneyAsync(cash: 0, suspense: 100);

        Assert.Null((await AssignAsync(line, Code, FirstOperator, assign)).AsRefusal);
        Assert.Null((await AssignAsync(line, Code, FirstOperator, assign)).AsRefusal);

        await AssertMoneyAsync(cash: 100, suspense: 0);
        await using var portal = await _world.OpenAsync(Token);
        Assert.Equal(2, await portal.Transfers.CountAsync(Token));
    }

    private Task CutAsync(Func<Task> work) =>
        BrokenConnection.CutAsync(_world.ConnectionString, BrokenConnection.AtTheLedger, work, Token);

    private async Task AssertMoneyAsync(long cash, long suspense)
    {
        Assert.Equal(cash, await _world.BalanceAsync(_citizen.Cash, Token));
        Assert.Equal(suspense, await _world.BalanceAsync(AccountPlan.Suspense, Token));
        Assert.Empty(await _world.AuditAsync(Token));
    }

    private Task<Outcome<BankLineResult>> BookAsync(string line, long yen, string message, string? key = null) =>
        _world.Get<BookBankLine>().ExecuteAsync(
            new(line, yen, message), key ?? Citizens.Key(), FirstOperator, Moments.Start, Token);

    private Task<Outcome<BankLineResult>> AssignAsync(long line, string code, Guid actor, string? key = null) =>
        _world.Get<AssignBankLine>().ExecuteAsync(
            new(line, code), key ?? Citizens.Key(), actor, Moments.Start, Token);

    private Task<Outcome<BankLineResult>> ReturnAsync(long line, string reference, Guid actor) =>
        _world.Get<ReturnBankLine>().ExecuteAsync(
            new(line, reference), Citizens.Key(), actor, Moments.Start, Token);

    private Task<Outcome<BankMovementResult>> ApproveAsync(long movement, Guid actor) =>
        _world.Get<ApproveBankMovement>().ExecuteAsync(new(movement), Citizens.Key(), actor, Moments.Start, Token);
}
