using CitizenBonds.Application.Market;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>The newest trades of a series, newest first.</summary>
public sealed partial class TradesTable
{
    [Parameter, EditorRequired] public required IReadOnlyList<TradeLine> Trades { get; set; }
}
