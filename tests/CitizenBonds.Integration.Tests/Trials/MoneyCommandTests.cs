using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Trials;

/// <summary>
/// Every command that moves a citizen's money, sent twice, cut off at the ledger, and sent by six at once. Payments to
/// holders have their own tests, for they run in steps.
/// </summary>
public sealed class MoneyCommandTests(PortalDatabases postgres)
{
    private const long CashYen = 100_000; // A token costs 10,000 yen.

    private static readonly DateTimeOffset SaleDay = PortalTime.OpeningOf(new DateOnly(2026, 2, 12));
    private static readonly Guid FirstOperator = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid SecondOperator = new("00000000-0000-0000-0000-000000000002");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task ApplyForIssue_TwiceCutOrAtOnce_HoldsOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            return stage.Command(key => stage.ApplyAsync(5, key));
        },
        Token);

    [Fact]
    public Task ApplyForIssue_ChangeTwiceCutOrAtOnce_HoldsTheDifferenceOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            await stage.ApplyAsync(5, Citizens.Key());
            return stage.Command(key => stage.ApplyAsync(3, key));
        },
        Token);

    [Fact]
    public Task WithdrawApplication_TwiceCutOrAtOnce_ReleasesOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            await stage.ApplyAsync(5, Citizens.Key());
            return stage.Command(key => stage.World.Get<WithdrawApplication>().ExecuteAsync(
                new(stage.Issue.Row.Id), key, stage.Citizen.UserId, SaleDay, Token));
        },
        Token);

    [Theory]
    [InlineData(null)]
    [InlineData(6L)] // A crowd minimum that is missed: everything goes back.
    public Task SettleSale_TwiceCutOrAtOnce_SettlesOnce(long? crowdMinimum) => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync(crowdMinimum);
            await stage.ApplyAsync(5, Citizens.Key());
            return stage.Command(_ => stage.World.Get<SettleSale>().ExecuteAsync(
                stage.Issue.Row.Id, stage.Issue.SettlesAt, Token));
        },
        Token);

    [Fact]
    public Task BookDeposit_TwiceCutOrAtOnce_BooksOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            var announced = (await stage.World.Get<RequestDeposit>().ExecuteAsync(
                new(70_000), Citizens.Key(), stage.Citizen.UserId, Moments.Start, Token)).ValueOrThrow;
            return stage.Command(key => stage.World.Get<BookDeposit>().ExecuteAsync(
                new(announced.MovementId, 70_000, "line 1"), key, FirstOperator, Moments.Start, Token));
        },
        Token);

    [Theory]
    [InlineData("?")]
    [InlineData("the citizen's code")]
    public Task BookBankLine_TwiceCutOrAtOnce_BooksOnce(string message) => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            var text = message == "?" ? message : DepositCode.Of(stage.Citizen.InvestorId);
            return stage.Command(key => stage.World.Get<BookBankLine>().ExecuteAsync(
                new("line 1", 70_000, text), key, FirstOperator, Moments.Start, Token));
        },
        Token);

    [Fact]
    public Task AssignBankLine_TwiceCutOrAtOnce_MovesOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            var line = (await stage.World.Get<BookBankLine>().ExecuteAsync(
                new("line 1", 70_000, "?"), Citizens.Key(), FirstOperator, Moments.Start, Token)).ValueOrThrow.LineId;
            return stage.Command(key => stage.World.Get<AssignBankLine>().ExecuteAsync(
                new(line, DepositCode.Of(stage.Citizen.InvestorId)), key, FirstOperator, Moments.Start, Token));
        },
        Token);

    [Fact]
    public Task ReturnBankLine_TwiceCutOrAtOnce_LeavesOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            var line = (await stage.World.Get<BookBankLine>().ExecuteAsync(
                new("line 1", 70_000, "?"), Citizens.Key(), FirstOperator, Moments.Start, Token)).ValueOrThrow.LineId;
            return stage.Command(key => stage.World.Get<ReturnBankLine>().ExecuteAsync(
                new(line, "back 1"), key, FirstOperator, Moments.Start, Token));
        },
        Token);

    [Fact]
    public Task RequestWithdrawal_TwiceCutOrAtOnce_SetsAsideOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            return stage.Command(key => stage.WithdrawAsync(30_000, key));
        },
        Token);

    [Fact]
    public Task ApproveBankMovement_TwiceCutOrAtOnce_PaysOutOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            var asked = (await stage.WithdrawAsync(30_000, Citizens.Key())).ValueOrThrow;
            return stage.Command(key => stage.World.Get<ApproveBankMovement>().ExecuteAsync(
                new(asked.MovementId), key, FirstOperator, Moments.Start, Token));
        },
        Token);

    [Fact]
    public Task ApproveBankMovement_SecondPersonTwiceCutOrAtOnce_PaysOutOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync(cashYen: 20_000_000); // Two persons above 10,000,000.
            var asked = (await stage.WithdrawAsync(20_000_000, Citizens.Key())).ValueOrThrow;
            _ = (await stage.World.Get<ApproveBankMovement>().ExecuteAsync(
                new(asked.MovementId), Citizens.Key(), FirstOperator, Moments.Start, Token)).ValueOrThrow;
            return stage.Command(key => stage.World.Get<ApproveBankMovement>().ExecuteAsync(
                new(asked.MovementId), key, SecondOperator, Moments.Start, Token));
        },
        Token);

    [Fact]
    public Task RefuseBankMovement_TwiceCutOrAtOnce_FreesOnce() => CommandTrial.StandAsync(
        async () =>
        {
            var stage = await StageAsync();
            var asked = (await stage.WithdrawAsync(30_000, Citizens.Key())).ValueOrThrow;
            return stage.Command(key => stage.World.Get<RefuseBankMovement>().ExecuteAsync(
                new(asked.MovementId, "the name differs"), key, FirstOperator, Moments.Start, Token));
        },
        Token);

    [Fact]
    public async Task ApproveAndRefuse_OfOneWithdrawalAtOnce_OneOfThemCounts()
    {
        for (var round = 0; round < 4; round++)
        {
            var stage = await StageAsync();
            await using var world = stage.World;
            var asked = (await stage.WithdrawAsync(30_000, Citizens.Key())).ValueOrThrow;

            var outcomes = await Task.WhenAll(
                world.Get<ApproveBankMovement>().ExecuteAsync(
                    new(asked.MovementId), Citizens.Key(), FirstOperator, Moments.Start, Token),
                world.Get<RefuseBankMovement>().ExecuteAsync(
                    new(asked.MovementId, "late"), Citizens.Key(), SecondOperator, Moments.Start, Token));

            Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
            var isPaidOut = outcomes[0].AsRefusal is null;
            Assert.Equal(isPaidOut ? 70_000 : 100_000, await world.BalanceAsync(stage.Citizen.Cash, Token));
            Assert.Empty(await world.AuditAsync(Token));
        }
    }

    [Fact]
    public async Task WithdrawAndSettle_AtTheLastMomentAtOnce_TheHeldMoneyGoesOneWay()
    {
        for (var round = 0; round < 4; round++)
        {
            var stage = await StageAsync();
            await using var world = stage.World;
            await stage.ApplyAsync(5, Citizens.Key(), stage.Issue.Row.SaleClosesAt.AddHours(-1));

            await Task.WhenAll(
                world.Get<WithdrawApplication>().ExecuteAsync(
                    new(stage.Issue.Row.Id), Citizens.Key(), stage.Citizen.UserId,
                    stage.Issue.Row.SaleClosesAt.AddMinutes(-1), Token),
                world.Get<SettleSale>().ExecuteAsync(stage.Issue.Row.Id, stage.Issue.SettlesAt, Token));

            var cash = await world.BalanceAsync(stage.Citizen.Cash, Token);
            Assert.Equal(0, await world.BalanceAsync(stage.Citizen.Hold, Token));
            Assert.Equal(CashYen, cash + await world.BalanceAsync(stage.Issue.Purpose, Token));
            Assert.Empty(await world.AuditAsync(Token));
        }
    }

    private async Task<Stage> StageAsync(long? crowdMinimum = null, long cashYen = CashYen)
    {
        var world = await PortalWorld.CreateAsync(postgres, Token);
        var issue = await AnnouncedIssue.CreateAsync(world, 1_000, Token, crowdMinimum);
        return new Stage(world, issue, await new Citizens(world).OpenReadyAsync(cashYen, Token));
    }

    private sealed record Stage(PortalWorld World, AnnouncedIssue Issue, Citizen Citizen)
    {
        public ReadyCommand Command(Func<string, Task> send) => new(World, send);

        public Task<Outcome<ApplicationResult>> ApplyAsync(long tokens, string key, DateTimeOffset? now = null) =>
            World.Get<ApplyForIssue>().ExecuteAsync(
                new(Issue.Row.Id, tokens), key, Citizen.UserId, now ?? SaleDay, Token);

        public Task<Outcome<BankMovementResult>> WithdrawAsync(long yen, string key) =>
            World.Get<RequestWithdrawal>().ExecuteAsync(new(yen), key, Citizen.UserId, Moments.Start, Token);
    }
}
