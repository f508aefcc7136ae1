using System.Globalization;
using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.MiningBonds;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bonds;

/// <summary>What is different about a mining government bond, in plain words.</summary>
public sealed partial class MiningBondNote
{
    [Parameter, EditorRequired] public required MiningBondView Bond { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<BuybackLine> Programmes { get; set; }

    private static string SiteNumber(decimal value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);
}
