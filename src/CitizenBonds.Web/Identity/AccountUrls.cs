using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace CitizenBonds.Web.Identity;

/// <summary>Addresses of the pages about one's own account.</summary>
public static class AccountUrls
{
    public const string Home = "/account";

    /// <summary>Leads to where the person who asks starts.</summary>
    public const string MyPage = "/my";

    public const string Register = "/account/register";
    public const string Registered = "/account/registered";
    public const string ConfirmEmail = "/account/confirm-email";
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string TwoFactor = "/account/code";
    public const string RecoveryCode = "/account/recovery-code";
    public const string ForgotPassword = "/account/forgot-password";
    public const string ResetPassword = "/account/reset-password";
    public const string ChangePassword = "/account/password";
    public const string Passkeys = "/account/passkeys";
    public const string PasskeyCreationOptions = "/account/passkeys/creation-options";
    public const string PasskeyRequestOptions = "/account/passkeys/request-options";
    public const string Authenticator = "/account/authenticator";
    public const string RecoveryCodes = "/account/recovery-codes";
    public const string ApiKeys = "/account/api-keys";
    public const string Sessions = "/account/sessions";
    public const string Close = "/account/close";
    public const string Denied = "/account/denied";
    public const string StaleForm = "/account/stale-form";
    public const string TooManyForms = "/account/too-many";
    public const string DemoLetter = "/account/demo-letter";
    public const string Outbox = "/console/outbox";

    /// <param name="returnUrl">Where the person was going; null for nowhere in particular.</param>
    public static string WithReturn(string page, string? returnUrl) =>
        // IsLocal is false for null.
        Urls.IsLocal(returnUrl) ? QueryHelpers.AddQueryString(page, "returnUrl", returnUrl!) : page;

    /// <returns>The address asked for when it is inside this site, otherwise where the person starts.</returns>
    public static string ReturnOrHome(string? returnUrl) => Urls.IsLocal(returnUrl) ? returnUrl! : MyPage; // As above.

    public static string Done(string page, string what) => QueryHelpers.AddQueryString(page, "done", what);

    /// <summary>Sign-in, saying that the person was signed out, and back again afterwards.</summary>
    public static string Expired(string? returnUrl) =>
        QueryHelpers.AddQueryString(WithReturn(SignIn, returnUrl), "why", "expired");

    /// <summary>Sign-in with an account of the demonstration filled in.</summary>
    public static string SignInAs(string demoKey, string? returnUrl) =>
        QueryHelpers.AddQueryString(WithReturn(SignIn, returnUrl), "as", demoKey);

    /// <param name="ticket">Null outside the demonstration.</param>
    public static string WithTicket(string page, string? ticket) =>
        ticket is null ? page : QueryHelpers.AddQueryString(page, "letter", ticket);

    public static string OutboxLetter(long id) => $"{Outbox}?letter={id.ToString(CultureInfo.InvariantCulture)}";

    public static string OutboxBefore(long id) => $"{Outbox}?before={id.ToString(CultureInfo.InvariantCulture)}";
}
