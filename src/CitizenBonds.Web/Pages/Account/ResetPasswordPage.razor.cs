using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class ResetPasswordPage
{
    private ResetOutcome? _outcome;

    [Inject] public required ResetPassword Reset { get; init; }

    [SupplyParameterFromQuery(Name = "user")] public string? UserId { get; set; }

    [SupplyParameterFromQuery(Name = "token")] public string? Token { get; set; }

    [SupplyParameterFromForm(FormName = "reset")] public string? Password { get; set; }

    private async Task ResetAsync()
    {
        _outcome = await Reset.RunAsync(UserId, Token, Password ?? "", Cancelled);
        switch (_outcome)
        {
            case ResetOutcome.Done:
                GoTo(AccountUrls.Done(AccountUrls.SignIn, "password-set"));
                break;
            case ResetOutcome.PasswordTooShort or ResetOutcome.PasswordTooLong or ResetOutcome.PasswordTooCommon:
                Errors.Add(("Password", W.Of(_outcome)));
                break;
        }
    }
}
