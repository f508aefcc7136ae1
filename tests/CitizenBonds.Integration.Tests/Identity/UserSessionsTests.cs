using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Postgres;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Identity;

public sealed class UserSessionsTests(PortalDatabases postgres) : IAsyncLifetime
{
    private IdentityWorld _world = null!; // Made before every test.
    private Guid _user;
    private string _stamp = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await IdentityWorld.CreateAsync(postgres, Cancellation);
        _user = await _world.AddCitizenAsync("aoi@town.example", Cancellation);
        _stamp = (await ReadStampAsync())!; // Every account has one from the start.
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task IsValid_SessionOpen_UnlessAnotherPersonOrAnotherStampClaimsIt()
    {
        var session = await OpenAsync();
        var another = await _world.AddCitizenAsync("ren@town.example", Cancellation);

        Assert.True(await IsValidAsync(session));
        Assert.False(await _world.RunAsync((UserSessions s) => s.IsValidAsync(session, another, _stamp, Cancellation)));
        Assert.False(await _world.RunAsync((UserSessions s) => s.IsValidAsync(session, _user, "other", Cancellation)));
    }

    [Fact]
    public async Task IsValid_SessionEndedHere_IsRefusedAtOnce()
    {
        var session = await OpenAsync();
        Assert.True(await IsValidAsync(session));

        Assert.True(await _world.RunAsync((UserSessions s) => s.EndAsync(_user, session, Cancellation)));

        Assert.False(await IsValidAsync(session));
        Assert.False(await _world.RunAsync((UserSessions s) => s.EndAsync(_user, session, Cancellation)));
    }

    [Fact]
    public async Task IsValid_SessionEndedOnAnotherNode_IsRefusedAfterThirtySecondsAtMost()
    {
        var session = await OpenAsync();
        Assert.True(await IsValidAsync(session));
        await _world.RunAsync((IdentityContext identity) => identity.Sessions.ExecuteDeleteAsync(Cancellation));

        _world.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.True(await IsValidAsync(session));
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await IsValidAsync(session));
    }

    [Fact]
    public async Task End_SessionOfAnother_EndsNothing()
    {
        var session = await OpenAsync();
        var another = await _world.AddCitizenAsync("ren@town.example", Cancellation);

        Assert.False(await _world.RunAsync((UserSessions s) => s.EndAsync(another, session, Cancellation)));
        Assert.True(await IsValidAsync(session));
    }

    [Fact]
    public async Task IsValid_IdleTwelveHours_EndsOnlyTheIdleOne()
    {
        var idle = await OpenAsync();
        var busy = await OpenAsync();
        _world.Clock.Advance(TimeSpan.FromHours(12));
        Assert.True(await IsValidAsync(busy)); // Exactly at the limit still counts, and is seen now.
        _world.Clock.Advance(TimeSpan.FromSeconds(31));

        Assert.False(await IsValidAsync(idle));
        Assert.True(await IsValidAsync(busy));
    }

    [Fact]
    public async Task EndAll_ExceptOne_LeavesThatOneAlone()
    {
        var kept = await OpenAsync();
        var ended = await OpenAsync();

        await _world.RunAsync((UserSessions s) => s.EndAllAsync(_user, kept, Cancellation));

        Assert.True(await IsValidAsync(kept));
        Assert.False(await IsValidAsync(ended));
        var listed = await _world.RunAsync((UserSessions s) => s.ListAsync(_user, Cancellation));
        Assert.Equal(kept, Assert.Single(listed).Id);
    }

    [Fact]
    public async Task Open_FiftyFirstBrowser_EndsTheLongestUnseen()
    {
        var first = await OpenAsync();
        for (var i = 1; i <= UserSessions.PerUserMax; i++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            await OpenAsync();
        }

        var listed = await _world.RunAsync((UserSessions s) => s.ListAsync(_user, Cancellation));
        Assert.Equal(UserSessions.PerUserMax, listed.Count);
        Assert.DoesNotContain(listed, session => session.Id == first);
    }

    [Fact]
    public async Task ResetPassword_ByTheLetter_EndsSessionsAndLockoutAndWorksOnce()
    {
        var session = await OpenAsync();
        await _world.RunAsync(async (UserManager<PortalUser> users) =>
        {
            var user = await users.FindByIdAsync(_user.ToString());
            for (var i = 0; i < 5; i++) await users.AccessFailedAsync(user!);
            Assert.True(await users.IsLockedOutAsync(user!));
        });
        await _world.RunAsync((RequestPasswordReset request) =>
            request.RunAsync("aoi@town.example", _world.Links, Cancellation));
        var (user, token) = Testing.LetterLink.Read((await ReadLettersAsync()).Single().Body);

        Assert.Equal(ResetOutcome.PasswordTooShort, await ResetAsync(user, token, "short"));
        Assert.Equal(ResetOutcome.Done, await ResetAsync(user, token, "six brave otters"));
        Assert.Equal(ResetOutcome.LinkWorthless, await ResetAsync(user, token, "seven brave otters"));

        Assert.False(await IsValidAsync(session));
        await _world.RunAsync(async (UserManager<PortalUser> users) =>
        {
            var reset = await users.FindByIdAsync(_user.ToString());
            Assert.False(await users.IsLockedOutAsync(reset!));
            Assert.True(await users.CheckPasswordAsync(reset!, "six brave otters"));
        });
        Assert.Contains(await ReadLettersAsync(), letter => letter.Subject == "Your sign-in was changed");
    }

    [Fact]
    public async Task RequestPasswordReset_UnknownAddress_WritesNothing()
    {
        await _world.RunAsync((RequestPasswordReset request) =>
            request.RunAsync("nobody@town.example", _world.Links, Cancellation));

        Assert.Empty(await ReadLettersAsync());
    }

    private Task<Guid> OpenAsync() =>
        _world.RunAsync((UserSessions s) => s.OpenAsync(_user, "Firefox, Linux", "203.0.113.0/24", Cancellation));

    private Task<bool> IsValidAsync(Guid session) =>
        _world.RunAsync((UserSessions s) => s.IsValidAsync(session, _user, _stamp, Cancellation));

    private Task<ResetOutcome> ResetAsync(string user, string token, string password) =>
        _world.RunAsync((ResetPassword reset) => reset.RunAsync(user, token, password, Cancellation));

    private Task<IReadOnlyList<Application.Messages.EmailView>> ReadLettersAsync() =>
        _world.RunAsync((Application.Messages.OutboxQueries outbox) => outbox.ListAsync(null, Cancellation));

    private Task<string?> ReadStampAsync() => _world.RunAsync((IdentityContext identity) =>
        identity.Users.Where(u => u.Id == _user).Select(u => u.SecurityStamp).SingleAsync(Cancellation));
}
