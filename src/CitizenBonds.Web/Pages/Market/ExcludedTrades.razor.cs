using CitizenBonds.Domain.Pricing.ReferencePrices;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>Trades that the reference price leaves out, each with the reason.</summary>
public sealed partial class ExcludedTrades
{
    [Parameter, EditorRequired] public required IReadOnlyList<ExcludedTrade> Trades { get; set; }
}
