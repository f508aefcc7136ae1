using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <param name="PriceYen">The highest price the bidder pays for one token.</param>
public sealed record PlaceBidCommand(long IssueId, long PriceYen, long Quantity);

/// <summary>Carries no price and no quantity: what a command answered can be read by others than the bidder.</summary>
public sealed record PlacedBid(long BidId);

/// <summary>
/// An institution's sealed bid in an auction. Cash is set aside for everything its bids may cost, in steps that do not
/// give them away.
/// </summary>
public sealed class PlaceBid(CommandRunner commands)
{
    public Task<Outcome<PlacedBid>> ExecuteAsync(
        PlaceBidCommand command, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(PlaceBid), key, command, actor, now),
            (portal, token) => PlaceAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<PlacedBid>> PlaceAsync(
        PortalContext portal, PlaceBidCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        var issue = await OpenSale.LockAsync(portal, command.IssueId, cancellationToken);
        if (issue is not { SaleMethod: SaleMethod.Auction }) return Refusal.Of(SaleRefusal.NotOnSale);
        var bidder = await portal.AuctionBidders.SingleOrDefaultAsync(
            row => row.IssueId == issue.Id && row.InvestorId == investor.Id, cancellationToken);
        var standing = bidder is null ? [] : await BidPlacing.StandingAsync(portal, bidder.Id, cancellationToken);
        var request = await BidPlacing.RequestAsync(
            portal, investor, issue, standing, bidder?.HeldYen ?? 0, cancellationToken) with
        {
            Price = Money.FromYen(command.PriceYen),
            Quantity = Quantity.FromTokens(Math.Max(0, command.Quantity)),
        };
        if (BidPlacing.Find(request, now) is { } refusal) return refusal;

        bidder ??= await AddAsync(portal, investor, issue, cancellationToken);
        var bid = new AuctionBidRow
        {
            BidderId = bidder.Id,
            IssueId = issue.Id,
            PriceYen = command.PriceYen,
            Quantity = command.Quantity,
            State = BidState.Sealed,
            PlacedAt = now,
            ChangedAt = now,
            Version = 1,
        };
        portal.AuctionBids.Add(bid);
        await portal.SaveChangesAsync(cancellationToken);
        var cost = request.Standing.Aggregate(request.Price * request.Quantity, (sum, other) => sum + other.Cost);
        var cover = AuctionCover.For(cost, AuctionCover.StepOf(request.Auction.IssueSize, request.HighestPrice));
        if (await BidPlacing.HoldAsync(portal, bidder, cover.MinorUnits, now, cancellationToken) is { } shortfall)
            return Refusal.Of(
                BidRefusal.CashTooLow,
                ("asked", request.Quantity), ("cover", cover), ("cash", Money.FromYen(shortfall.Available)));
        return new PlacedBid(bid.Id);
    }

    private static async Task<AuctionBidderRow> AddAsync(
        PortalContext portal, InvestorRow investor, IssueRow issue, CancellationToken cancellationToken)
    {
        var bidder = new AuctionBidderRow { IssueId = issue.Id, InvestorId = investor.Id, Version = 1 };
        portal.AuctionBidders.Add(bidder);
        await portal.SaveChangesAsync(cancellationToken);
        return bidder;
    }
}
