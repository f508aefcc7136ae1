using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class TwoFactorPage
{
    private string? _answer;

    [Inject] public required PortalSignInManager SignIn { get; init; }

    [SupplyParameterFromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "code")] public string? Code { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (await SignIn.GetTwoFactorAuthenticationUserAsync() is null) GoTo(AccountUrls.Expired(ReturnUrl));
    }

    private async Task CheckAsync()
    {
        var result = await SignIn.TwoFactorAuthenticatorSignInAsync(
            SignInMethods.Digits(Code), isPersistent: false, rememberClient: false);
        if (result.Succeeded) GoTo(AccountUrls.ReturnOrHome(ReturnUrl));
        else _answer = W[result.IsLockedOut ? "Account.CodeLocked" : "Account.CodeWrong"];
    }
}
