using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bids;

/// <summary>The auctions an institution may bid in, and those it bid in.</summary>
public sealed partial class BidsPage
{
    private IReadOnlyList<OwnAuction> _auctions = [];

    [Inject] public required OwnAuctions Auctions { get; init; }

    protected override async Task LoadAsync() => _auctions = await Auctions.ListAsync(UserId, Cancelled);

    private bool IsOpen(OwnAuction line) =>
        line.State == IssueState.Announced && line.OpensAt <= Now && Now < line.ClosesAt;

    private string StateOf(OwnAuction line) => line.State switch
    {
        IssueState.Announced when Now < line.OpensAt => W["Auction.StateSoon"],
        IssueState.Announced when Now < line.ClosesAt => W["Auction.StateOpen"],
        IssueState.Announced => W["Auction.StateSealed"],
        IssueState.CrowdFailed => W["Auction.StateFailed"],
        _ => W["Auction.StateSettled"],
    };
}
