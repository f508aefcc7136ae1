using CitizenBonds.Application.Market;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>Bids and offers by price, best first, side by side.</summary>
public sealed partial class BookTable
{
    [Parameter, EditorRequired] public required OrderBookView Book { get; set; }
}
