using CitizenBonds.Application.Commands;
using CitizenBonds.Application.FairPrice;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Values;
using CitizenBonds.Integration.Tests.Trials;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CitizenBonds.Integration.Tests.FairPrice;

/// <summary>Prices and deals of the window: K = 375, in at 412 at most, out at 338 at least, market at 370.</summary>
public sealed class WindowDealTests(PortalDatabases postgres)
{
    private const long CashYen = 100_000;

    private static readonly Gen<(bool IsDeposit, int Who, int Tokens, int Price)> Steps =
        from isDeposit in Gen.Elements(false, false, true)
        from who in Gen.Choose(0, 1)
        from tokens in Gen.Choose(1, 200)
        from price in Gen.Choose(330, 420)
        select (isDeposit, who, tokens, price);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static readonly IReadOnlyList<(PublishWindowPriceCommand Command, PublishPriceRefusal? Refusal)> Prices =
    [
        (WindowStage.Price with { Sources = " " }, PublishPriceRefusal.SourcesMissing),
        (WindowStage.Price with { Height = WindowStage.Height - 1 }, PublishPriceRefusal.HeightBelowLast),
        (WindowStage.Price with { Height = 7_000_000 }, PublishPriceRefusal.HeightWithoutSubsidy),
        (WindowStage.Price with { Difficulty = 0.5 }, PublishPriceRefusal.DifficultyBelowOne),
        (WindowStage.Price with { Difficulty = double.NaN }, PublishPriceRefusal.DifficultyBelowOne),
        (WindowStage.Price with { CoinPrice = 0 }, PublishPriceRefusal.CoinPriceNotPositive),
        (WindowStage.Price with { Margin = 0.1001 }, PublishPriceRefusal.MarginOutOfRange),
        (WindowStage.Price with { Margin = -0.01 }, PublishPriceRefusal.MarginOutOfRange),
        (WindowStage.Price with { TokenPriceYen = 0 }, PublishPriceRefusal.TokenPriceNotPositive),
        (WindowStage.Price with { TokenPriceYen = -5 }, PublishPriceRefusal.TokenPriceNotPositive),
        (WindowStage.Price with { JoulesPerHash = 0 }, PublishPriceRefusal.ElectricityNotPositive),
        (WindowStage.Price with { YenPerKilowattHour = double.PositiveInfinity },
            PublishPriceRefusal.ElectricityNotPositive),
        (WindowStage.Price with { Margin = 0, TokenPriceYen = 1, YenPerKilowattHour = 0 }, null),
        (WindowStage.Price with { Margin = 0.1 }, null),
    ];

    [Fact]
    public async Task Publish_EachInput_IsRefusedByNameOrLinkedToTheOneBefore()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.OpenAsync(world, Token);
        Assert.True(IsRefused(
            await stage.PublishAsync(WindowStage.Price, Token, WindowStage.Operator),
            PublishPriceRefusal.NotTheSteward));

        foreach (var (command, refusal) in Prices)
        {
            var outcome = await stage.PublishAsync(command, Token);
            Assert.Equal(refusal is { } why ? Refusal.Of(why).Code : null, outcome.AsRefusal?.Code);
        }

        var view = await world.Get<WindowQueries>().FindAsync(Token);
        Assert.Equal([1, 2, 3], view.History.Select(price => price.Record.Number));
        Assert.Null(view.BrokenAt);
        Assert.Equal(view.History[1].Hash, view.History[2].Record.PreviousHash);
        Assert.Equal(375, view.History[2].Window.K, 9);
        await Assert.ThrowsAnyAsync<Exception>(() => ExecuteAsync(
            world, "update portal.window_prices set token_price_yen = 1 where number = 1"));
    }

    [Fact]
    public async Task Deal_InsideTheBand_MovesCashAndTokensTogether()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.OpenAsync(world, Token);
        var citizen = await new Citizens(world).OpenReadyAsync(CashYen, Token);

        _ = (await stage.DealAsync(citizen, WindowDirection.Withdrawal, 100, 370, Token)).ValueOrThrow;
        _ = (await stage.DealAsync(citizen, WindowDirection.Deposit, 30, 370, Token)).ValueOrThrow;

        // 100,000 - 100 * 370 + 30 * 370
        Assert.Equal(74_100, await world.BalanceAsync(citizen.Cash, Token));
        Assert.Equal(70, await world.BalanceAsync(WindowStage.TokensOf(citizen), Token));
        Assert.Equal(25_900, await world.BalanceAsync(AccountPlan.WindowReserve, Token));
        Assert.Equal(-70, await world.BalanceAsync(AccountPlan.WindowIssuance, Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task Deal_OutsideTheBand_IsRefusedWithTheAllowedPrice()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.OpenAsync(world, Token);
        var citizen = await new Citizens(world).OpenReadyAsync(CashYen, Token);
        _ = (await stage.DealAsync(citizen, WindowDirection.Withdrawal, 10, 370, Token)).ValueOrThrow;

        AssertAllowed(412, await stage.DealAsync(citizen, WindowDirection.Deposit, 1, 413, Token));
        AssertAllowed(338, await stage.DealAsync(citizen, WindowDirection.Withdrawal, 1, 337, Token));
        // Inside the band, but better than the market's 370.
        foreach (var (direction, price) in (
            (WindowDirection, long)[])[(WindowDirection.Deposit, 412), (WindowDirection.Withdrawal, 338)])
        {
            Assert.True(IsRefused(
                await stage.DealAsync(citizen, direction, 1, price, Token), WindowDealRefusal.PriceMoved));
        }

        _ = (await stage.PublishAsync(WindowStage.Price with { TokenPriceYen = 413 }, Token)).ValueOrThrow;
        AssertAllowed(412, await stage.DealAsync(citizen, WindowDirection.Deposit, 1, 300, Token));
        Assert.Null((await stage.DealAsync(citizen, WindowDirection.Withdrawal, 1, 413, Token)).AsRefusal);
        _ = (await stage.PublishAsync(WindowStage.Price with { TokenPriceYen = 412 }, Token)).ValueOrThrow;
        Assert.Null((await stage.DealAsync(citizen, WindowDirection.Deposit, 1, 412, Token)).AsRefusal);
        _ = (await stage.PublishAsync(WindowStage.Price with { TokenPriceYen = 337 }, Token)).ValueOrThrow;
        AssertAllowed(338, await stage.DealAsync(citizen, WindowDirection.Withdrawal, 1, 500, Token));
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task Deal_TooMuchOrTooLate_IsRefusedWithWhatIsThere()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.OpenAsync(world, Token);
        var citizen = await new Citizens(world).OpenReadyAsync(CashYen, Token);
        var newcomer = await new Citizens(world).OpenAsync(Token);
        Assert.True(IsRefused(
            await stage.DealAsync(newcomer, WindowDirection.Withdrawal, 1, 370, Token),
            WindowDealRefusal.IdentityNotChecked));
        foreach (var tokens in (long[])[0, -1, DealAtWindow.TokensMax + 1])
        {
            Assert.True(IsRefused(
                await stage.DealAsync(citizen, WindowDirection.Withdrawal, tokens, 370, Token),
                WindowDealRefusal.QuantityOutOfRange));
        }

        Assert.True(IsRefused(
            await stage.DealAsync(citizen, WindowDirection.Withdrawal, 1, 0, Token),
            WindowDealRefusal.PriceNotPositive));
        // 100,000 / 370 = 270.27
        AssertNearest(
            WindowDealRefusal.CashTooLow, 270,
            await stage.DealAsync(citizen, WindowDirection.Withdrawal, 271, 370, Token));
        _ = (await stage.DealAsync(citizen, WindowDirection.Withdrawal, 100, 370, Token)).ValueOrThrow;
        AssertNearest(
            WindowDealRefusal.TokensTooFew, 100,
            await stage.DealAsync(citizen, WindowDirection.Deposit, 101, 370, Token));
        // The reserve holds 37,000; at 410 it pays for 90.
        _ = (await stage.PublishAsync(WindowStage.Price with { TokenPriceYen = 410 }, Token)).ValueOrThrow;
        AssertNearest(
            WindowDealRefusal.ReserveTooLow, 90,
            await stage.DealAsync(citizen, WindowDirection.Deposit, 91, 410, Token));
        Assert.Null((await stage.DealAsync(citizen, WindowDirection.Deposit, 90, 410, Token)).AsRefusal);

        var late = WindowStage.Now + DealAtWindow.PriceAgeMax;
        Assert.Null((await stage.DealAsync(citizen, WindowDirection.Withdrawal, 1, 410, Token, now: late)).AsRefusal);
        Assert.True(IsRefused(
            await stage.DealAsync(citizen, WindowDirection.Withdrawal, 1, 410, Token, now: late.AddMilliseconds(1)),
            WindowDealRefusal.PriceTooOld));
    }

    [Theory]
    [InlineData(WindowDirection.Withdrawal)]
    [InlineData(WindowDirection.Deposit)]
    public Task Deal_TwiceCutOrAtOnce_DealsOnce(WindowDirection direction) => CommandTrial.StandAsync(
        async () =>
        {
            var world = await PortalWorld.CreateAsync(postgres, Token);
            var stage = await WindowStage.OpenAsync(world, Token);
            var citizen = await new Citizens(world).OpenReadyAsync(CashYen, Token);
            if (direction == WindowDirection.Deposit)
                _ = (await stage.DealAsync(citizen, WindowDirection.Withdrawal, 50, 370, Token)).ValueOrThrow;
            return new ReadyCommand(world, key => stage.DealAsync(citizen, direction, 20, 370, Token, key));
        },
        Token);

    [Fact]
    public async Task Deal_TwoRaceForTheLastOfTheReserve_OneIsPaid()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.OpenAsync(world, Token);
        var citizens = new Citizens(world);
        Citizen[] people =
            [await citizens.OpenReadyAsync(CashYen, Token), await citizens.OpenReadyAsync(CashYen, Token)];
        foreach (var person in people)
            _ = (await stage.DealAsync(person, WindowDirection.Withdrawal, 100, 370, Token)).ValueOrThrow;
        _ = (await stage.PublishAsync(WindowStage.Price with { TokenPriceYen = 410 }, Token)).ValueOrThrow;

        var outcomes = await Task.WhenAll(people.Select(
            person => stage.DealAsync(person, WindowDirection.Deposit, 100, 410, Token)));

        Assert.Single(outcomes, outcome => outcome.AsRefusal is null);
        Assert.Single(outcomes, outcome => IsRefused(outcome, WindowDealRefusal.ReserveTooLow));
        Assert.Equal(33_000, await world.BalanceAsync(AccountPlan.WindowReserve, Token)); // 74,000 - 41,000
        Assert.Empty(await world.AuditAsync(Token));
    }

    [Fact]
    public async Task Reserve_AnySequenceOfPricesAndDeals_IsNeverNegativeAndLosesNoYen()
    {
        await using var world = await PortalWorld.CreateAsync(postgres, Token);
        var stage = await WindowStage.OpenAsync(world, Token);
        var citizens = new Citizens(world);
        Citizen[] people =
            [await citizens.OpenReadyAsync(CashYen, Token), await citizens.OpenReadyAsync(CashYen, Token)];
        // One world for all sequences: what one leaves is where the next begins.
        var config = Config.QuickThrowOnFailure.WithMaxTest(6).WithStartSize(4).WithEndSize(12);
        await Task.Run(
            () => Prop.ForAll(Steps.ArrayOf().ToArbitrary(), (Func<(bool, int, int, int)[], Task>)HoldsAsync)
                .Check(config), Token);
        Assert.Empty(await world.AuditAsync(Token));

        async Task HoldsAsync((bool IsDeposit, int Who, int Tokens, int Price)[] steps)
        {
            foreach (var (isDeposit, who, tokens, price) in steps)
            {
                _ = (await stage.PublishAsync(WindowStage.Price with { TokenPriceYen = price }, Token)).ValueOrThrow;
                var direction = isDeposit ? WindowDirection.Deposit : WindowDirection.Withdrawal;
                await stage.DealAsync(people[who], direction, tokens, price, Token);
                var reserve = await world.BalanceAsync(AccountPlan.WindowReserve, Token);
                var cash = await Task.WhenAll(people.Select(person => world.BalanceAsync(person.Cash, Token)));
                var held = await Task.WhenAll(people.Select(
                    person => world.BalanceAsync(WindowStage.TokensOf(person), Token)));
                Assert.True(reserve >= 0);
                Assert.Equal(2 * CashYen, reserve + cash.Sum());
                Assert.Equal(-held.Sum(), await world.BalanceAsync(AccountPlan.WindowIssuance, Token));
            }
        }
    }

    private static void AssertAllowed(long yen, Outcome<WindowDeal> outcome)
    {
        Assert.True(IsRefused(outcome, WindowDealRefusal.DepositAboveBand)
            || IsRefused(outcome, WindowDealRefusal.WithdrawalBelowBand));
        Assert.Equal(Money.FromYen(yen), outcome.AsRefusal!.Arguments["allowed"]);
    }

    private static void AssertNearest(WindowDealRefusal refusal, long tokens, Outcome<WindowDeal> outcome)
    {
        Assert.True(IsRefused(outcome, refusal), outcome.AsRefusal?.Code);
        Assert.Equal(Quantity.FromTokens(tokens), outcome.AsRefusal!.Arguments["nearest"]);
    }

    private static bool IsRefused<T>(Outcome<T> outcome, Enum refusal) => outcome.AsRefusal?.Is(refusal) == true;

    private static async Task ExecuteAsync(PortalWorld world, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
