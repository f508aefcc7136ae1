using System.Globalization;
using CitizenBonds.Application.Investors;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>What I declare to own less debts, and the limit for one issue that follows from it.</summary>
public sealed partial class NetAssetsPage
{
    private NetAssetsView _view = null!; // Read before the page is drawn.

    [SupplyParameterFromForm(FormName = "net-assets")] public string? NetAssets { get; set; }

    [Inject] public required NetAssetsQueries Queries { get; init; }

    [Inject] public required DeclareNetAssets Declaring { get; init; }

    private static PhasedEntry Limits => PhasedEntry.Default;

    private string Typed =>
        NetAssets ?? _view.Declared?.MinorUnits.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private string LimitNow => _view.Phase switch
    {
        EntryPhase.Browse => W["Citizen.NetAssetsBrowse"],
        EntryPhase.First => Formats.Exact(_view.First),
        EntryPhase.Second => Formats.Exact(_view.Second),
        _ => W["Citizen.NetAssetsProfessional", Formats.Percent(Limits.ProfessionalShare, 0)],
    };

    protected override async Task LoadAsync() => _view = await Queries.FindAsync(UserId, Now, Cancelled);

    private async Task DeclareAsync()
    {
        if (TypedNumber.Parse(NetAssets) is not { } yen)
        {
            Errors.Add((nameof(NetAssets), W["Citizen.NetAssetsUnreadable"]));
            return;
        }

        Refused = (await Declaring.ExecuteAsync(new(yen), Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.NetAssets, "net-assets"));
    }
}
