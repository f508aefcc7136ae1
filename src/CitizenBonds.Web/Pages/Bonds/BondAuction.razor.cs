using CitizenBonds.Application.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bonds;

/// <summary>How a bond's auction ended, with all bids; until then, that they are sealed.</summary>
public sealed partial class BondAuction
{
    [Parameter, EditorRequired] public required BondPageView Bond { get; set; }

    [Parameter, EditorRequired] public required AuctionView Auction { get; set; }
}
