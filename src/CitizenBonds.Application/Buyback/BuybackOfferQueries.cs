using CitizenBonds.Application.Offerings;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>What a holder sees of an auction before offering.</summary>
/// <param name="Free">Tokens that may be offered, those in the offer counted.</param>
/// <param name="HeldForSale">Tokens of the person bound by orders in the market.</param>
/// <param name="Offer">Null: none was made, or it was taken back.</param>
public sealed record BuybackTicket(
    long AuctionId, long ProgrammeId, string Isin, BothNames Bond, bool IsOpen, DateTimeOffset ClosesAt,
    Quantity TokensMax, Quantity RetailMax, bool MayBeRetail, Quantity Free, Quantity HeldForSale, Money Last,
    OwnBuybackOffer? Offer);

/// <param name="Price">Null: retail.</param>
/// <param name="Bought">Null until the auction is cleared.</param>
public sealed record OwnBuybackOffer(Money? Price, Quantity Quantity, Quantity? Bought, Money? PaidPrice);

/// <summary>An open auction for a bond somebody holds.</summary>
public sealed record OpenBuyback(long AuctionId, string Isin, BothNames Bond, DateTimeOffset ClosesAt, bool HasOffered);

/// <summary>Reverse auctions as a holder meets them.</summary>
public sealed class BuybackOfferQueries(IDbContextFactory<PortalContext> contexts)
{
    private const int OpenMax = 50;

    /// <returns>Null when there is no such auction.</returns>
    public async Task<BuybackTicket?> FindAsync(
        Guid userId, long auctionId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from auction in portal.BuybackAuctions.AsNoTracking()
            join programme in portal.BuybackProgrammes on auction.ProgrammeId equals programme.Id
            join issue in portal.Issues on programme.SeriesId equals issue.Id
            where auction.Id == auctionId
            select new { Auction = auction, Issue = issue }).SingleOrDefaultAsync(cancellationToken);
        var investor = await portal.Investors.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        if (found is null || investor is null) return null;
        var offer = await portal.BuybackOffers.AsNoTracking().SingleOrDefaultAsync(
            row => row.AuctionId == auctionId && row.InvestorId == investor.Id && row.Quantity > 0,
            cancellationToken);
        var balances = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investor.Id
                && row.AssetId == found.Issue.AssetId)
            .Select(row => new { row.Kind, Balance = row.Credits - row.Debits })
            .ToListAsync(cancellationToken);
        var last = await portal.MarketSeries.Where(row => row.SeriesId == found.Issue.Id)
            .Select(row => row.LastPrice ?? row.PreviousClose).SingleOrDefaultAsync(cancellationToken);
        var isOpen = found.Auction.State == BuybackAuctionState.Open && now < found.Auction.ClosesAt;
        var inOffer = isOpen ? offer?.Quantity ?? 0 : 0;
        var free = balances.Where(row => row.Kind == AccountKind.Holding).Sum(row => row.Balance);
        var held = balances.Where(row => row.Kind == AccountKind.OrderHold).Sum(row => row.Balance);
        return new(
            auctionId, found.Auction.ProgrammeId, found.Issue.Isin ?? "",
            new(found.Issue.TitleJa, found.Issue.TitleEn), isOpen, found.Auction.ClosesAt,
            Quantity.FromTokens(found.Auction.TokensMax), Quantity.FromTokens(found.Auction.RetailMaxTokens),
            investor.Kind == InvestorKind.Citizen && found.Auction.RetailMaxTokens > 0,
            Quantity.FromTokens(free + inOffer), Quantity.FromTokens(held - inOffer),
            Money.FromYen(last == 0 ? found.Issue.PaidPriceYen : last), OfferOf(offer));
    }

    /// <summary>Auctions now open for bonds the person holds.</summary>
    public async Task<IReadOnlyList<OpenBuyback>> OpenForAsync(
        Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from auction in portal.BuybackAuctions
            join programme in portal.BuybackProgrammes on auction.ProgrammeId equals programme.Id
            join issue in portal.Issues on programme.SeriesId equals issue.Id
            from investor in portal.Investors
            where investor.UserId == userId && auction.State == BuybackAuctionState.Open && auction.ClosesAt > now
                && portal.Accounts.Any(account => account.OwnerKind == AccountOwner.Investor
                    && account.OwnerId == investor.Id && account.AssetId == issue.AssetId
                    && account.Credits > account.Debits)
            orderby auction.ClosesAt, auction.Id
            select new
            {
                auction.Id,
                issue.Isin,
                issue.TitleJa,
                issue.TitleEn,
                auction.ClosesAt,
                HasOffered = portal.BuybackOffers.Any(offer => offer.AuctionId == auction.Id
                    && offer.InvestorId == investor.Id && offer.Quantity > 0),
            }).Take(OpenMax).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new OpenBuyback(
            row.Id, row.Isin ?? "", new(row.TitleJa, row.TitleEn), row.ClosesAt, row.HasOffered));
    }

    private static OwnBuybackOffer? OfferOf(BuybackOfferRow? row) => row is null
        ? null
        : new(
            row.PriceYen is { } price ? Money.FromYen(price) : null,
            Quantity.FromTokens(row.Quantity),
            row.BoughtTokens is { } bought ? Quantity.FromTokens(bought) : null,
            row.PaidPriceYen is { } paid ? Money.FromYen(paid) : null);
}
