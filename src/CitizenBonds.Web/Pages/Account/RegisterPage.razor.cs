using CitizenBonds.Application.Identity;
using CitizenBonds.Web.Identity;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class RegisterPage
{
    [Inject] public required RegisterAccount Register { get; init; }

    [Inject] public required PublicAddress Address { get; init; }

    [Inject] public required DemoLetters Letters { get; init; }

    [SupplyParameterFromForm(FormName = "register")] public string? Email { get; set; }

    [SupplyParameterFromForm(FormName = "register")] public string? DisplayName { get; set; }

    [SupplyParameterFromForm(FormName = "register")] public string? Password { get; set; }

    private async Task RegisterAsync()
    {
        var account = new NewAccount(
            Email ?? "", DisplayName ?? "", Password ?? "", SiteCulture.CurrentLanguage);
        var result = await Register.RunAsync(account, Address.LinksFor(Http.Request), Cancelled);
        if (result.Refusal is { } refusal)
        {
            Errors.Add((FieldOf(refusal), W.Of(refusal)));
            return;
        }

        GoTo(AccountUrls.WithTicket(AccountUrls.Registered, Letters.TicketFor(result.LetterId)));
    }

    private static string FieldOf(RegistrationRefusal refusal) => refusal switch
    {
        RegistrationRefusal.EmailMalformed => "Email",
        RegistrationRefusal.DisplayNameMissing or RegistrationRefusal.DisplayNameTooLong => "DisplayName",
        _ => "Password",
    };
}
