using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class AccountHomePage
{
    private int _passkeys;
    private int _recoveryCodes;
    private int _sessions;
    private int _keys;

    [Inject] public required UserSessions Sessions { get; init; }

    [Inject] public required ApiKeys Keys { get; init; }

    private bool IsInstitution => Http.User.GetActor().Is(PortalRole.Institution);

    protected override async Task OnInitializedAsync()
    {
        _passkeys = (await SignIn.UserManager.GetPasskeysAsync(Person)).Count;
        _recoveryCodes = await SignIn.UserManager.CountRecoveryCodesAsync(Person);
        _sessions = (await Sessions.ListAsync(Person.Id, Cancelled)).Count;
        if (!IsInstitution) return;
        _keys = (await Keys.ListAsync(Person.Id, Cancelled)).Count(key => key.RevokedAt is null);
    }
}
