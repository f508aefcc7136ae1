using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class SignInPage
{
    private string? _answer;
    private string? _ticket;
    private string? _demoPassword;

    [Inject] public required PortalSignInManager SignIn { get; init; }

    [Inject] public required RequestPasswordReset Letter { get; init; }

    [Inject] public required PublicAddress Address { get; init; }

    [Inject] public required DemoLetters Letters { get; init; }

    [SupplyParameterFromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    [SupplyParameterFromQuery(Name = "why")] public string? Why { get; set; }

    /// <summary>Key of the demonstration's account to fill in.</summary>
    [SupplyParameterFromQuery(Name = "as")] public string? DemoKey { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")] public string? Email { get; set; }

    [SupplyParameterFromForm(FormName = "sign-in")] public string? Password { get; set; }

    [SupplyParameterFromForm(FormName = "passkey")] public string? Credential { get; set; }

    protected override void OnInitialized()
    {
        if (!Letters.IsDemo || Email is not null) return;
        if (DemoAccounts.All.FirstOrDefault(account => account.Key == DemoKey) is not { } account) return;
        Email = account.Email;
        _demoPassword = DemoAccounts.Password;
    }

    private async Task SignInAsync()
    {
        switch (await SignIn.SignInByPasswordAsync(Email ?? "", Password ?? ""))
        {
            case PasswordSignIn.Done:
                GoTo(AccountUrls.ReturnOrHome(ReturnUrl));
                break;
            case PasswordSignIn.NeedsCode:
                GoTo(AccountUrls.WithReturn(AccountUrls.TwoFactor, ReturnUrl));
                break;
            case PasswordSignIn.EmailUnconfirmed:
                // Whoever knows the password may know that the account waits for its letter.
                _answer = W["Account.EmailUnconfirmed"];
                _ticket = Letters.TicketFor(
                    await Letter.RunAsync(Email ?? "", Address.LinksFor(Http.Request), Cancelled));
                break;
            default:
                _answer = W["Account.SignInFailed"];
                break;
        }
    }

    private async Task SignInByPasskeyAsync()
    {
        if (string.IsNullOrEmpty(Credential))
        {
            _answer = W["Account.PasskeyNotUsed"];
            return;
        }

        var result = await SignIn.SignInByPasskeyAsync(Credential);
        if (result.Succeeded) GoTo(AccountUrls.ReturnOrHome(ReturnUrl));
        else _answer = W["Account.PasskeyFailed"];
    }
}
