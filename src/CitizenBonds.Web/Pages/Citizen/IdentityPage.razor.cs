using System.Globalization;
using CitizenBonds.Application.Investors;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>Asks for what the identity check needs and keeps what was typed when something is wrong.</summary>
public sealed partial class IdentityPage
{
    private IReadOnlyList<Choice> _places = [];

    [Inject] public required RequestIdentityCheck Request { get; init; }

    [Inject] public required MunicipalityQueries Municipalities { get; init; }

    [SupplyParameterFromForm(FormName = "identity")] public string? FullName { get; set; }

    [SupplyParameterFromForm(FormName = "identity")] public string? BirthDate { get; set; }

    [SupplyParameterFromForm(FormName = "identity")] public string? Address { get; set; }

    [SupplyParameterFromForm(FormName = "identity")] public string? Municipality { get; set; }

    private bool IsInstitution => Path.Kind == InvestorKind.Institution;

    private string StateKey =>
        Path.Identity == IdentityState.Approved ? "Citizen.IdentityApproved" : "Citizen.IdentityWaitingTitle";

    protected override async Task LoadAsync() =>
        _places = [.. (await Municipalities.AllAsync(Cancelled))
            .Select(place => new Choice(place.Code, place.Name.In(Language)))];

    private async Task SendAsync()
    {
        if (!DateOnly.TryParseExact(
            BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birthDate))
        {
            Errors.Add((nameof(BirthDate), W["Citizen.BirthDateUnreadable"]));
            return;
        }

        var municipality = Clean(Municipality, 20);
        var command = new RequestIdentityCheckCommand(
            Clean(FullName, IdentityCheckRules.NameLengthMax + 1),
            birthDate,
            Clean(Address, IdentityCheckRules.AddressLengthMax + 1),
            municipality.Length == 0 ? null : municipality);
        Refused = (await Request.ExecuteAsync(command, Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.Start, "identity"));
    }
}
