using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class SessionsPage
{
    private IReadOnlyList<SessionView> _sessions = [];
    private Guid? _present;

    [Inject] public required UserSessions Sessions { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _present = Http.User.FindSessionId();
        _sessions = await Sessions.ListAsync(Person.Id, Cancelled);
    }

    private async Task EndAsync(Guid session)
    {
        await Sessions.EndAsync(Person.Id, session, Cancelled);
        GoTo(AccountUrls.Done(AccountUrls.Sessions, "session-ended"));
    }

    /// <summary>Also the cookie of this browser: the new security stamp makes every older cookie worthless.</summary>
    private async Task EndAllAsync()
    {
        await SignIn.UserManager.UpdateSecurityStampAsync(Person);
        await Sessions.EndAllAsync(Person.Id, except: null, Cancelled);
        await SignIn.SignOutAsync();
        GoTo(AccountUrls.Done(AccountUrls.SignIn, "signed-out-everywhere"));
    }
}
