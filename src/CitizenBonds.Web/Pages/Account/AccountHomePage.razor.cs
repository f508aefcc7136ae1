using CitizenBonds.Application.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class AccountHomePage
{
    private int _passkeys;
    private int _recoveryCodes;
    private int _sessions;

    [Inject] public required UserSessions Sessions { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _passkeys = (await SignIn.UserManager.GetPasskeysAsync(Person)).Count;
        _recoveryCodes = await SignIn.UserManager.CountRecoveryCodesAsync(Person);
        _sessions = (await Sessions.ListAsync(Person.Id, Cancelled)).Count;
    }
}
