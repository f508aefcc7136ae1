using CitizenBonds.Application.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class CloseAccountPage
{
    private ClosureRefusal? _refusal;

    [Inject] public required CloseAccount Close { get; init; }

    [SupplyParameterFromForm(FormName = "close")] public string? Password { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _refusal = await Close.FindRefusalAsync(Person.Id, Cancelled);
    }

    private async Task CloseAsync()
    {
        if (_refusal is not null) return;
        var users = SignIn.UserManager;
        if (await users.IsLockedOutAsync(Person) || !await users.CheckPasswordAsync(Person, Password ?? ""))
        {
            await users.AccessFailedAsync(Person);
            Errors.Add(("Password", W.Of(PasswordChangeRefusal.PresentPasswordWrong)));
            return;
        }

        _refusal = await Close.RunAsync(Person.Id, Cancelled);
        if (_refusal is not null) return;
        await SignIn.SignOutAsync();
        GoTo("/");
    }
}
