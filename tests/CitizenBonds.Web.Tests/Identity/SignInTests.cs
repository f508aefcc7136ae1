using System.Net;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Web.Tests.Identity;

public sealed class SignInTests(PortalDatabases databases) : IAsyncLifetime
{
    private const string Email = "aoi@town.example";

    private PortalApp _portal = null!; // Started before every test.
    private FormClient _browser = null!; // As above.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalApp.StartAsync(databases, Cancellation);
        _browser = _portal.Browse();
        await _portal.AddPersonAsync(Email, PortalRole.Citizen, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _portal.DisposeAsync();
    }

    [Theory]
    [InlineData("/account/sessions", "/account/sessions")]
    [InlineData("//evil.example", "/my")]
    [InlineData("/\\evil.example", "/my")]
    [InlineData("https://evil.example/", "/my")]
    public async Task SignIn_RightPassword_GoesWhereThePersonWantedInsideThisSiteOnly(string wanted, string expected)
    {
        var answer = await _browser.SubmitAsync(
            "/account/sign-in?returnUrl="
                + Uri.EscapeDataString(wanted), "sign-in", ("Email", Email), ("Password", PortalApp.Password));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.EndsWith(expected, answer.Location, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_UnknownAddressWrongPasswordOrLocked_OneAndTheSameAnswer()
    {
        var unknown = await _browser.SignInAsync("nobody@town.example", PortalApp.Password);
        var wrong = await _browser.SignInAsync(Email, "wrong password 1");
        for (var i = 2; i <= 5; i++) await _browser.SignInAsync(Email, $"wrong password {i}");
        var locked = await _browser.SignInAsync(Email, PortalApp.Password);

        Assert.Contains("do not go together", unknown.Text, StringComparison.Ordinal);
        Assert.Equal(unknown.Text, wrong.Text);
        Assert.Equal(unknown.Text, locked.Text);
    }

    [Fact]
    public async Task SignIn_FourWrongAttempts_TheRightPasswordStillOpens()
    {
        for (var i = 1; i <= 4; i++) await _browser.SignInAsync(Email, $"wrong password {i}");

        Assert.Equal(HttpStatusCode.Redirect, (await _browser.SignInAsync(Email, PortalApp.Password)).Status);
    }

    [Fact]
    public async Task Register_AddressTakenOrFree_OneAndTheSameAnswer()
    {
        var taken = await RegisterAsync(Email);
        var free = await RegisterAsync("ren@town.example");

        Assert.Equal(HttpStatusCode.Redirect, free.Status);
        Assert.Equal((free.Status, free.Location), (taken.Status, taken.Location));
    }

    [Fact]
    public async Task ForgotPassword_AddressKnownOrNot_OneAndTheSameAnswer()
    {
        var known = await _browser.SubmitAsync("/account/forgot-password", "forgot", ("Email", Email));
        var unknown = await _browser.SubmitAsync(
            "/account/forgot-password", "forgot", ("Email", "nobody@town.example"));

        Assert.Contains("If there is an account", known.Text, StringComparison.Ordinal);
        Assert.Equal(known.Text, unknown.Text);
    }

    [Fact]
    public async Task Post_SessionEndedMeanwhile_LeadsToSignInAndBackWithASentence()
    {
        await _browser.SignInAsync(Email, PortalApp.Password);
        var page = await _browser.OpenAsync("/account/password");
        await EndAllSessionsAsync();

        var answer = await _browser.SubmitAsync(
            page, "password", ("Present", PortalApp.Password), ("Wanted", "six brave otters"));

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains(
            "/account/sign-in?returnUrl=%2Faccount%2Fpassword&why=expired", answer.Location, StringComparison.Ordinal);
        var signIn = await _browser.OpenAsync(answer.Location!);
        Assert.Contains("What you just sent was not carried out", signIn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FormFromBeforeSigningIn_IsNotCarriedOutAndSaysSo()
    {
        var old = await _browser.OpenAsync("/account/sign-in");
        await _browser.SignInAsync(Email, PortalApp.Password);

        var answer = await _browser.SubmitAsync(old, "sign-in", ("Email", Email), ("Password", PortalApp.Password));

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Contains(
            "This was not sent", (await _browser.OpenAsync(answer.Location!)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_TokenTampered_IsNotCarriedOut()
    {
        await _browser.SignInAsync(Email, PortalApp.Password);

        var answer = await _browser.SubmitAsync(
            "/account/sessions", "end-all", ("__RequestVerificationToken", "forged"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
        Assert.Equal(HttpStatusCode.OK, (await _browser.OpenAsync("/account")).Status);
    }

    [Fact]
    public async Task ChangePassword_WrongPresentOne_ChangesNothingRightOneKeepsThisBrowserOnly()
    {
        using var other = _portal.Browse();
        await other.SignInAsync(Email, PortalApp.Password);
        await _browser.SignInAsync(Email, PortalApp.Password);

        var refused = await _browser.SubmitAsync(
            "/account/password", "password", ("Present", "wrong one here"), ("Wanted", "six brave otters"));
        Assert.Contains("present password is not right", refused.Text, StringComparison.Ordinal);

        await _browser.SubmitAsync(
            "/account/password", "password", ("Present", PortalApp.Password), ("Wanted", "six brave otters"));
        Assert.Equal(HttpStatusCode.OK, (await _browser.OpenAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await other.OpenAsync("/account")).Status);
    }

    [Theory]
    [InlineData(PortalRole.Citizen, HttpStatusCode.Redirect)]
    [InlineData(PortalRole.Auditor, HttpStatusCode.Redirect)]
    [InlineData(PortalRole.Operator, HttpStatusCode.OK)]
    public async Task Outbox_ByRole_OpensForTheOperatorOnly(PortalRole role, HttpStatusCode expected)
    {
        await _portal.AddPersonAsync("role@town.example", role, Cancellation);
        await _browser.SignInAsync("role@town.example", PortalApp.Password);

        var answer = await _browser.OpenAsync("/console/outbox");

        Assert.Equal(expected, answer.Status);
        if (expected == HttpStatusCode.Redirect)
            Assert.EndsWith("/account/denied", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloseAccount_PasswordGiven_SignsOutAndOpensForNobodyAgain()
    {
        await _browser.SignInAsync(Email, PortalApp.Password);

        await _browser.SubmitAsync("/account/close", "close", ("Password", PortalApp.Password));

        Assert.Equal(HttpStatusCode.Redirect, (await _browser.OpenAsync("/account")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _browser.SignInAsync(Email, PortalApp.Password)).Status);
    }

    [Fact]
    public async Task DemoLetter_OutsideTheDemonstration_ShowsNothing()
    {
        var answer = await _browser.OpenAsync("/account/demo-letter?letter=1");

        Assert.Contains("There is no such letter", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "demonstration only", (await _browser.OpenAsync("/account/sign-in")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_MoreFormsThanAllowed_IsAskedToWait()
    {
        await using var strict = await PortalApp.StartAsync(databases, Cancellation, formsPerMinute: 2);
        using var browser = strict.Browse();
        await browser.SignInAsync("nobody@town.example", "guess number one");
        await browser.SignInAsync("nobody@town.example", "guess number two");

        var third = await browser.SignInAsync("nobody@town.example", "guess number three");

        Assert.Equal(HttpStatusCode.SeeOther, third.Status);
        var page = await browser.OpenAsync(third.Location!);
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Contains("Wait a minute", page.Text, StringComparison.Ordinal);
    }

    private Task<FormClient.Answer> RegisterAsync(string email) => _browser.SubmitAsync(
        "/account/register", "register", ("Email", email), ("DisplayName", "Aoi"), ("Password", "another long one"));

    private async Task EndAllSessionsAsync()
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        var identity = scope.ServiceProvider.GetRequiredService<IdentityContext>();
        var sessions = scope.ServiceProvider.GetRequiredService<Application.Identity.UserSessions>();
        var user = await identity.Users.Select(u => u.Id).SingleAsync(Cancellation);
        await sessions.EndAllAsync(user, except: null, Cancellation);
    }
}
