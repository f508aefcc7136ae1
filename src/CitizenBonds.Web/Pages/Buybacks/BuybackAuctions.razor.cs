using CitizenBonds.Application.Buyback;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Buybacks;

/// <summary>The reverse auctions of a programme, published as soon as they are cleared.</summary>
public sealed partial class BuybackAuctions
{
    [Parameter, EditorRequired] public required IReadOnlyList<BuybackAuctionView> Auctions { get; set; }
}
