using CitizenBonds.Application.Market;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>The live market of one bond, for everybody who is signed in.</summary>
public sealed partial class TradePage
{
    private TradedBond? _bond;

    [Parameter] public required string Isin { get; set; }

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required TradedBonds Bonds { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private string Title => _bond?.Title.In(SiteCulture.CurrentLanguage) ?? "";

    protected override async Task OnInitializedAsync()
    {
        _bond = await Bonds.FindAsync(Isin, Http.RequestAborted);
        if (_bond is null) Navigation.NotFound();
    }
}
