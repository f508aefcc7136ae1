using System.Security.Claims;
using System.Text.Json;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CitizenBonds.Web.Identity;

/// <summary>What came of an attempt to sign in with a password.</summary>
public enum PasswordSignIn
{
    Done,

    /// <summary>The password is right; a code from the authenticator is still asked for.</summary>
    NeedsCode,

    /// <summary>The password is right, but the address was never confirmed.</summary>
    EmailUnconfirmed,

    /// <summary>
    /// Unknown address, wrong password, locked or closed: one answer for all, so that it tells nothing.
    /// </summary>
    Failed,
}

/// <summary>Every way of signing in ends here and opens a session, whose id the cookie carries.</summary>
public sealed class PortalSignInManager(
    UserManager<PortalUser> userManager,
    IHttpContextAccessor contextAccessor,
    IUserClaimsPrincipalFactory<PortalUser> claimsFactory,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<PortalUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<PortalUser> confirmation,
    UserSessions sessions)
    : SignInManager<PortalUser>(userManager, contextAccessor, claimsFactory, options, logger, schemes, confirmation)
{
    private static readonly PortalUser Nobody = new()
    {
        DisplayName = "",
        Language = "en",
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static readonly string NobodysHash = new PasswordHasher<PortalUser>()
        .HashPassword(Nobody, "nobody's password");

    public async Task<PasswordSignIn> SignInByPasswordAsync(string email, string password)
    {
        var user = await UserManager.FindByEmailAsync(email.Trim());
        if (user?.PasswordHash is null || user.ClosedAt is not null || await UserManager.IsLockedOutAsync(user))
        {
            // The same work as for a real account, so that the time of the answer tells nothing either.
            UserManager.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return PasswordSignIn.Failed;
        }

        if (!await UserManager.CheckPasswordAsync(user, password))
        {
            await UserManager.AccessFailedAsync(user);
            return PasswordSignIn.Failed;
        }

        if (!user.EmailConfirmed) return PasswordSignIn.EmailUnconfirmed;

        // With a second step the failures are forgotten only after that step.
        if (!user.TwoFactorEnabled) await UserManager.ResetAccessFailedCountAsync(user);
        var result = await SignInOrTwoFactorAsync(user, isPersistent: false);
        return result.RequiresTwoFactor ? PasswordSignIn.NeedsCode : PasswordSignIn.Done;
    }

    /// <summary>
    /// A passkey proves possession and presence at once, so no code is asked for. A damaged answer of the browser, or
    /// one whose challenge has run out, fails like a wrong one.
    /// </summary>
    public async Task<SignInResult> SignInByPasskeyAsync(string credentialJson)
    {
        try
        {
            return await PasskeySignInAsync(credentialJson);
        }
        catch (Exception damaged) when (damaged is InvalidOperationException or JsonException or PasskeyException)
        {
            Logger.LogInformation(damaged, "A passkey answer could not be read");
            return SignInResult.Failed;
        }
    }

    /// <returns>
    /// The new passkey; null when the browser's answer is damaged, late, or does not fit its challenge.
    /// </returns>
    public async Task<UserPasskeyInfo?> PerformPasskeyAttestationSafelyAsync(string credentialJson)
    {
        try
        {
            var result = await PerformPasskeyAttestationAsync(credentialJson);
            return result.Succeeded ? result.Passkey : null;
        }
        catch (Exception damaged) when (damaged is InvalidOperationException or JsonException or PasskeyException)
        {
            Logger.LogInformation(damaged, "A passkey answer could not be read");
            return null;
        }
    }

    /// <summary>Ends the session this request came with and clears its cookie.</summary>
    public override async Task SignOutAsync()
    {
        await EndPresentSessionAsync();
        await base.SignOutAsync();
    }

    public override async Task SignInWithClaimsAsync(
        PortalUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var session = await KeepOrOpenSessionAsync(user.Id);
        await base.SignInWithClaimsAsync(
            user,
            authenticationProperties,
            additionalClaims.Append(new Claim(PortalClaims.Session, session.ToString())));
    }

    private async Task<Guid> KeepOrOpenSessionAsync(Guid userId)
    {
        if (Context.User.FindUserId() == userId && Context.User.FindSessionId() is { } present) return present;
        await EndPresentSessionAsync();
        return await sessions.OpenAsync(
            userId,
            BrowserName.From(Context.Request.Headers.UserAgent.ToString()),
            AddressPrefix.From(Context.Connection.RemoteIpAddress),
            Context.RequestAborted);
    }

    private async Task EndPresentSessionAsync()
    {
        if (Context.User.FindUserId() is { } user && Context.User.FindSessionId() is { } session)
        {
            await sessions.EndAsync(user, session, CancellationToken.None);
        }
    }
}
