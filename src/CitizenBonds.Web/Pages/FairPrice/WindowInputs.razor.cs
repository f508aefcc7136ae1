using CitizenBonds.Application.FairPrice;
using CitizenBonds.Domain.FairPrice;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.FairPrice;

/// <summary>What K is made of, with its sources.</summary>
public sealed partial class WindowInputs
{
    [Parameter, EditorRequired] public required WindowPriceView Price { get; set; }

    private FairPriceInputs Inputs => Price.Record.Inputs;
}
