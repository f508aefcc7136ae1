using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Operations;
using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Integration.Tests.Identity;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CitizenBonds.Integration.Tests.Banking;

public sealed class PayoutAccountTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly ChangePayoutAccountCommand Good =
        new("0001", "123", PayoutAccountKind.Ordinary, "7654321", "タナカ アオイ");

    private IdentityWorld _people = null!; // Made before every test.
    private PortalWorld _world = null!; // As above, on the same database.
    private Citizen _citizen = null!; // As above: checked, and without a bank account.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _people = await IdentityWorld.CreateAsync(postgres, Token);
        _world = PortalWorld.Over(_people.ConnectionString);
        await using var portal = await _world.OpenAsync(Token);
        await PortalSecrets.EnsureAsync(portal, [1, 2, 3], Token);
        var user = await _people.AddCitizenAsync("aoi@town.example", Token);
        var opened = await _world.Get<OpenInvestor>().ExecuteAsync(
            new(InvestorKind.Citizen), user, Moments.Start, Token);
        _citizen = new Citizen(user, opened.ValueOrThrow.InvestorId);
        await new Citizens(_world).CheckAsync(_citizen, Token);
        await new Citizens(_world).FundAsync(_citizen, 50_000, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _people.DisposeAsync();
    }

    [Fact]
    public async Task ChangePayoutAccount_RightPassword_IsUsableAtOnceSealedInTheDatabaseAndMaskedForItsOwner()
    {
        Assert.True((await WithdrawAsync(Moments.Start)).AsRefusal!.Is(BankMovementRefusal.PayoutAccountMissing));

        Assert.Null((await ChangeAsync(Good)).AsRefusal);

        Assert.Null((await WithdrawAsync(Moments.Start)).AsRefusal);
        await using var portal = await _world.OpenAsync(Token);
        var kept = await portal.PayoutAccounts.SingleAsync(Token);
        Assert.DoesNotContain("7654321", kept.Sealed, StringComparison.Ordinal);
        var shown = (await _world.Get<PayoutAccountQueries>().FindAsync(_citizen.UserId, Token))!;
        Assert.Equal(("0001", "••••321", "タ••••"), (shown.BankCode, shown.Number, shown.Holder));
    }

    [Fact]
    public async Task ChangePayoutAccount_WrongPassword_ChangesNothingAndLocksAfterFive()
    {
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            Assert.True((await ChangeAsync(Good, "guess")).AsRefusal!.Is(ReauthenticationRefusal.PasswordWrong));
        }

        Assert.True((await ChangeAsync(Good)).AsRefusal!.Is(ReauthenticationRefusal.Locked));
        Assert.Null(await _world.Get<PayoutAccountQueries>().FindAsync(_citizen.UserId, Token));
    }

    [Fact]
    public async Task ChangePayoutAccount_Unreadable_SaysWhyBeforeThePasswordIsAsked()
    {
        var outcome = await ChangeAsync(Good with { Holder = "田中 葵" }, "guess");

        Assert.True(outcome.AsRefusal!.Is(PayoutAccountRefusal.HolderNotKatakana));
    }

    [Fact]
    public async Task RequestWithdrawal_AfterAChange_WaitsSeventyTwoHoursAndGoesToTheNewAccount()
    {
        await ChangeAsync(Good);
        Assert.Null((await WithdrawAsync(Moments.Start)).AsRefusal);
        await ChangeAsync(Good with { Number = "1111111" });
        var usable = Moments.Start + PayoutAccountRules.WaitAfterChange;

        var early = (await WithdrawAsync(usable.AddMicroseconds(-1))).AsRefusal!;
        Assert.True(early.Is(BankMovementRefusal.PayoutAccountTooNew));
        Assert.Equal(usable, early.Arguments["from"]);
        Assert.Null((await WithdrawAsync(usable)).AsRefusal);

        var payTo = (await WaitingAsync()).Select(movement => movement.PayTo!.Number);
        Assert.Equal(["7654321", "1111111"], payTo); // What was asked for before goes where it was asked to go.
        Assert.Equal(2, await _world.CountAsync("notices where kind = 15", Token));
    }

    [Fact]
    public async Task RegisterPayoutAccount_SameFormTwiceAtOnce_RegistersOnce()
    {
        var key = Citizens.Key();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ChangeAsync(Good, key: key)));

        Assert.Single(outcomes.Select(outcome => outcome.ValueOrThrow.PayoutAccountId).Distinct());
        var other = await ChangeAsync(Good with { Number = "1" }, key: key);
        Assert.True(other.AsRefusal!.Is(CommandRefusal.KeyReusedWithOtherInput));
    }

    [Fact]
    public async Task CloseAccount_WithARegisteredAccount_ErasesItAlsoTheReplacedOnes()
    {
        await ChangeAsync(Good);
        await ChangeAsync(Good with { Number = "1111111" });
        await using (var portal = await _world.OpenAsync(Token))
        {
            await portal.Accounts.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Debits, row => row.Credits), Token); // As if all was paid out.
        }

        Assert.Null(await _people.RunAsync((CloseAccount close) => close.RunAsync(_citizen.UserId, Token)));

        await using var after = await _world.OpenAsync(Token);
        Assert.Equal(0, await after.PayoutAccounts.CountAsync(Token));
    }

    private async Task<IReadOnlyList<MovementView>> WaitingAsync()
    {
        await using var scope = _people.NewScope();
        var people = scope.ServiceProvider.GetRequiredService<Data.Identity.IdentityContext>();
        var queries = new MovementQueries(
            _world.Get<IDbContextFactory<Data.PortalContext>>(), new PeopleQueries(people),
            _world.Get<PayoutAccountQueries>());
        return await queries.WaitingAsync(Guid.NewGuid(), Token);
    }

    private Task<Outcome<BankMovementResult>> WithdrawAsync(DateTimeOffset now) =>
        _world.Get<RequestWithdrawal>().ExecuteAsync(new(10_000), Citizens.Key(), _citizen.UserId, now, Token);

    private async Task<Outcome<RegisteredPayoutAccount>> ChangeAsync(
        ChangePayoutAccountCommand command, string password = IdentityWorld.GoodPassword, string? key = null)
    {
        await using var scope = _people.NewScope();
        var users = scope.ServiceProvider
            .GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Data.Identity.PortalUser>>();
        var change = new ChangePayoutAccount(new ConfirmPassword(users), _world.Get<RegisterPayoutAccount>());
        return await change.ExecuteAsync(
            command, password, key ?? Citizens.Key(), _citizen.UserId, Moments.Start, Token);
    }
}
