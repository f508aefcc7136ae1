using CitizenBonds.Application.Offerings;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bonds;

public sealed partial class BondsTable
{
    [Parameter, EditorRequired] public required IReadOnlyList<BondLine> Bonds { get; set; }

    [Parameter, EditorRequired] public required string Caption { get; set; }

    private static string Language => SiteCulture.CurrentLanguage;
}
