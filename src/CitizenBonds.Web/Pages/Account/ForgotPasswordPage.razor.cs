using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class ForgotPasswordPage
{
    private bool _isAsked;

    [Inject] public required RequestPasswordReset Request { get; init; }

    [Inject] public required PublicAddress Address { get; init; }

    [SupplyParameterFromForm(FormName = "forgot")] public string? Email { get; set; }

    /// <summary>The same answer whether or not the address is known.</summary>
    private async Task AskAsync()
    {
        await Request.RunAsync(Email ?? "", Address.LinksFor(Http.Request), Cancelled);
        _isAsked = true;
    }
}
