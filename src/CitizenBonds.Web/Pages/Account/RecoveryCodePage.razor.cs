using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class RecoveryCodePage
{
    private string? _answer;

    [Inject] public required PortalSignInManager SignIn { get; init; }

    [SupplyParameterFromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = "recovery")] public string? Code { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (await SignIn.GetTwoFactorAuthenticationUserAsync() is null) GoTo(AccountUrls.Expired(ReturnUrl));
    }

    private async Task CheckAsync()
    {
        var code = (Code ?? "").Trim().ToUpperInvariant();
        var result = await SignIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (result.Succeeded) GoTo(AccountUrls.ReturnOrHome(ReturnUrl));
        else _answer = W["Account.RecoveryWrong"];
    }
}
