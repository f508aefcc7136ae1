using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class ChangePasswordPage
{
    [Inject] public required ChangePassword Change { get; init; }

    [SupplyParameterFromForm(FormName = "password")] public string? Present { get; set; }

    [SupplyParameterFromForm(FormName = "password")] public string? Wanted { get; set; }

    private async Task ChangeAsync()
    {
        var refusal = await Change.RunAsync(
            Person, Present ?? "", Wanted ?? "", Http.User.FindSessionId(), Cancelled);
        if (refusal is { } why)
        {
            var isPresent = why is PasswordChangeRefusal.Locked or PasswordChangeRefusal.PresentPasswordWrong;
            Errors.Add((isPresent ? "Present" : "Wanted", W.Of(why)));
            return;
        }

        await SignIn.RefreshSignInAsync(Person);
        GoTo(AccountUrls.Done(AccountUrls.Home, "password-set"));
    }
}
