using CitizenBonds.Data.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account.Parts;

/// <summary>A page about the account of whoever is signed in.</summary>
public abstract class SignedInPage : AccountPage
{
    [Inject] public required PortalSignInManager SignIn { get; init; }

    protected PortalUser Person { get; private set; } = null!; // Read before anything of the page runs.

    /// <summary>The person is read before the page is drawn for the first time: markup may rely on it.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        Person = await SignIn.UserManager.GetUserAsync(Http.User)
            ?? throw new InvalidOperationException("The policy let a request pass whose account is not there.");
        await base.SetParametersAsync(ParameterView.Empty);
    }
}
