using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Identity;

public sealed class RegisterAccountTests(PortalDatabases postgres) : IAsyncLifetime
{
    private static readonly NewAccount Newcomer = new(
        "aoi@town.example", "Aoi Tanaka", IdentityWorld.GoodPassword, "en");

    private IdentityWorld _world = null!; // Made before every test.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await IdentityWorld.CreateAsync(postgres, Cancellation);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Register_Newcomer_IsCitizenWithUnconfirmedAddressAndOneLetter()
    {
        var result = await RegisterAsync(Newcomer);

        Assert.Null(result.Refusal);
        await _world.RunAsync(async (IdentityContext identity) =>
        {
            var user = await identity.Users.SingleAsync(Cancellation);
            Assert.False(user.EmailConfirmed);
            Assert.Equal(PortalRole.Citizen, (await identity.Memberships.SingleAsync(Cancellation)).Role);
            var letter = await identity.Emails.SingleAsync(Cancellation);
            Assert.Equal((result.LetterId, "aoi@town.example"), (letter.Id, letter.ToAddress));
            Assert.Contains(
                "https://portal.example/account/confirm-email?user=", letter.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Register_LinkOfTheLetterFollowed_ConfirmsTheAddressOnceAndAgain()
    {
        var (user, token) = await RegisterAndReadLinkAsync();

        Assert.Equal(LinkOutcome.Done, await ConfirmAsync(user, token));
        Assert.Equal(LinkOutcome.Done, await ConfirmAsync(user, token));
        Assert.True(await _world.RunAsync((IdentityContext identity) =>
            identity.Users.Select(u => u.EmailConfirmed).SingleAsync(Cancellation)));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("not-a-user", "%%%")]
    [InlineData("own", "abcd")]
    [InlineData("own", "tampered")]
    [InlineData("another", "own")]
    public async Task ConfirmEmail_LinkDamagedOrForAnother_IsWorthless(string? user, string? token)
    {
        var (ownUser, ownToken) = await RegisterAndReadLinkAsync();
        user = user switch { "own" => ownUser, "another" => Guid.NewGuid().ToString("N"), _ => user };
        token = token switch { "own" => ownToken, "tampered" => ownToken[..^6] + "AAAAAA", _ => token };

        Assert.Equal(LinkOutcome.LinkWorthless, await ConfirmAsync(user, token));
    }

    [Fact]
    public async Task Register_SameFormTwiceAtOnce_OneAccountOneLetterSameAnswer()
    {
        var results = await Task.WhenAll(RegisterAsync(Newcomer), RegisterAsync(Newcomer));

        Assert.All(results, result => Assert.Null(result.Refusal));
        await _world.RunAsync(async (IdentityContext identity) =>
        {
            Assert.Equal(1, await identity.Users.CountAsync(Cancellation));
            Assert.Equal(1, await identity.Emails.CountAsync(Cancellation));
        });
    }

    [Fact]
    public async Task Register_AddressHasConfirmedAccount_ChangesNothingAndTellsOnlyTheOwner()
    {
        await _world.AddCitizenAsync("aoi@town.example", Cancellation);

        var result = await RegisterAsync(Newcomer with { Email = "AOI@town.example", Password = "another long one" });

        Assert.Null(result.Refusal);
        await _world.RunAsync(async (UserManager<PortalUser> users) =>
        {
            var user = await users.FindByEmailAsync("aoi@town.example");
            Assert.True(await users.CheckPasswordAsync(user!, IdentityWorld.GoodPassword));
        });
        var letters = await _world.RunAsync((OutboxQueries outbox) => outbox.ListAsync(null, Cancellation));
        Assert.Equal("You already have an account", Assert.Single(letters).Subject);
    }

    [Theory]
    [InlineData("", "Aoi", "four quiet herons", RegistrationRefusal.EmailMalformed)]
    [InlineData("aoi", "Aoi", "four quiet herons", RegistrationRefusal.EmailMalformed)]
    [InlineData(
        "aoi@town.example\r\nBcc: all@town.example", "Aoi", "four quiet herons", RegistrationRefusal.EmailMalformed)]
    [InlineData("Aoi <aoi@town.example>", "Aoi", "four quiet herons", RegistrationRefusal.EmailMalformed)]
    [InlineData("aoi@town.example", "  ", "four quiet herons", RegistrationRefusal.DisplayNameMissing)]
    [InlineData("aoi@town.example", "Aoi", "eleven char", RegistrationRefusal.PasswordTooShort)]
    [InlineData("aoi@town.example", "Aoi", "Password1234", RegistrationRefusal.PasswordTooCommon)]
    [InlineData("aoi@town.example", "Aoi", "abcabcabcabcabc", RegistrationRefusal.PasswordTooCommon)]
    [InlineData("aoi@town.example", "Aoi", "aoi@town.example", RegistrationRefusal.PasswordTooCommon)]
    [InlineData("aoi@town.example", "Aoi", "twelve chars", null)]
    public async Task Register_FieldsAsTyped_RefusedByFirstBrokenRule(
        string email, string name, string password, RegistrationRefusal? expected)
    {
        var result = await RegisterAsync(new(email, name, password, "en"));

        Assert.Equal(expected, result.Refusal);
        var accounts = await _world.RunAsync((IdentityContext identity) => identity.Users.CountAsync(Cancellation));
        Assert.Equal(expected is null ? 1 : 0, accounts);
    }

    private Task<RegisterAccount.Result> RegisterAsync(NewAccount account) =>
        _world.RunAsync((RegisterAccount register) => register.RunAsync(account, _world.Links, Cancellation));

    private Task<LinkOutcome> ConfirmAsync(string? user, string? token) =>
        _world.RunAsync((ConfirmEmail confirm) => confirm.RunAsync(user, token));

    private async Task<(string User, string Token)> RegisterAndReadLinkAsync()
    {
        await RegisterAsync(Newcomer);
        var letters = await _world.RunAsync((OutboxQueries outbox) => outbox.ListAsync(null, Cancellation));
        return LetterLink.Read(Assert.Single(letters).Body);
    }
}
