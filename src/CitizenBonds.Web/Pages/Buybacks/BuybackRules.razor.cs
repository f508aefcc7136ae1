using System.Globalization;
using CitizenBonds.Application.Buyback;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Buybacks;

/// <summary>The rules of a programme, fixed when it was planned.</summary>
public sealed partial class BuybackRules
{
    [Parameter, EditorRequired] public required BuybackView Programme { get; set; }

    private string Elasticity => Programme.Policy.Elasticity.ToString("0.##", CultureInfo.InvariantCulture);
}
