using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>One of the bidder's own bids.</summary>
/// <param name="Awarded">Null until the auction is settled.</param>
public sealed record OwnBid(
    long Id, Money Price, Quantity Quantity, BidState State, Quantity? Awarded, DateTimeOffset PlacedAt);

/// <summary>What a bidder sees of an auction: its terms and the own bids, nobody else's.</summary>
public sealed record BidTicket
{
    public required long IssueId { get; init; }
    public required string Isin { get; init; }
    public required BothNames Title { get; init; }
    public required BothNames Issuer { get; init; }
    public required Quantity IssueSize { get; init; }
    public required Rate Coupon { get; init; }
    public required DateOnly MaturityDate { get; init; }
    public required DateTimeOffset SettlesAt { get; init; }

    /// <summary>Null until the auction is settled.</summary>
    public required Money? StopOutPrice { get; init; }

    public required Money Held { get; init; }
    public required IReadOnlyList<OwnBid> Bids { get; init; }

    /// <summary>The facts a bid is judged by, without its price and quantity.</summary>
    public required BidRequest Request { get; init; }

    public required DateTimeOffset Now { get; init; }

    public Money FreeCash => Request.AvailableCash - Held;

    public bool IsOpen => Request.OpensAt <= Now && Now < Request.ClosesAt;

    /// <summary>What placing that bid would be refused for now; null when it would be taken.</summary>
    public Refusal? FindRefusal(Money price, Quantity quantity) =>
        BidPlacing.Find(Request with { Price = price, Quantity = quantity }, Now);

    /// <summary>What would be set aside with a bid that may be placed.</summary>
    public Money CoverWith(Money price, Quantity quantity) => AuctionCover.For(
        Request.Standing.Aggregate(price * quantity, (sum, bid) => sum + bid.Cost),
        AuctionCover.StepOf(Request.Auction.IssueSize, Request.HighestPrice));
}

/// <summary>What an institution sees before it bids. Asked for by the signed-in user, for the own bids only.</summary>
public sealed class BidTicketQueries(IDbContextFactory<PortalContext> contexts)
{
    /// <returns>Null when the person is no investor, or no such bond is announced as an auction.</returns>
    public async Task<BidTicket?> FindAsync(
        Guid userId, string isin, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await portal.Investors.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        var issue = await portal.Issues.AsNoTracking().SingleOrDefaultAsync(
            row => row.Isin == isin && row.SaleMethod == SaleMethod.Auction
                && BondQueries.PublicStates.Contains(row.State),
            cancellationToken);
        if (investor is null || issue is null) return null;
        var issuer = await portal.Issuers.AsNoTracking()
            .SingleAsync(row => row.Id == issue.IssuerId, cancellationToken);
        var bidder = await portal.AuctionBidders.AsNoTracking().SingleOrDefaultAsync(
            row => row.IssueId == issue.Id && row.InvestorId == investor.Id, cancellationToken);
        var bids = bidder is null
            ? []
            : await portal.AuctionBids.AsNoTracking()
                .Where(row => row.BidderId == bidder.Id)
                .OrderBy(row => row.Id)
                .ToListAsync(cancellationToken);
        var held = issue.State == IssueState.Announced ? bidder?.HeldYen ?? 0 : 0;
        var standing = bids.Where(row => row.State == BidState.Sealed);
        return new BidTicket
        {
            IssueId = issue.Id,
            Isin = isin,
            Title = new(issue.TitleJa, issue.TitleEn),
            Issuer = new(issuer.NameJa, issuer.NameEn),
            IssueSize = Quantity.FromTokens(issue.SizeTokens),
            Coupon = Rate.FromPerMillion(issue.CouponPpm),
            MaturityDate = issue.MaturityDate,
            SettlesAt = issue.SettlesAt,
            StopOutPrice = issue.StopOutPriceYen is { } paid ? Money.FromYen(paid) : null,
            Held = Money.FromYen(held),
            Bids =
            [
                .. bids.Select(row => new OwnBid(
                    row.Id, Money.FromYen(row.PriceYen), Quantity.FromTokens(row.Quantity), row.State,
                    row.AwardedQuantity is { } tokens ? Quantity.FromTokens(tokens) : null, row.PlacedAt)),
            ],
            Request = await BidPlacing.RequestAsync(portal, investor, issue, standing, held, cancellationToken),
            Now = now,
        };
    }
}
