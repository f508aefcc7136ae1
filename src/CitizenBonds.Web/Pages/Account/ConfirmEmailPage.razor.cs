using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

/// <summary>A button and not the link itself confirms: mail scanners open links, they do not press buttons.</summary>
public sealed partial class ConfirmEmailPage
{
    private LinkOutcome? _outcome;

    [Inject] public required ConfirmEmail Confirm { get; init; }

    [SupplyParameterFromQuery(Name = "user")] public string? UserId { get; set; }

    [SupplyParameterFromQuery(Name = "token")] public string? Token { get; set; }

    private async Task ConfirmAsync()
    {
        _outcome = await Confirm.RunAsync(UserId, Token);
        if (_outcome is LinkOutcome.Done) GoTo(AccountUrls.Done(AccountUrls.SignIn, "email-confirmed"));
    }
}
