using System.Globalization;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Buyback;

/// <summary>What an auction is cleared against.</summary>
/// <param name="Reference">Null when nothing traded: then nothing is bought.</param>
internal sealed record AuctionMarket(Money? Reference, Quantity Room, Money Budget, Rate Margin);

/// <summary>The rules of reverse auctions applied to the rows of one; offers are told what they sold.</summary>
internal sealed record ReverseAuctionRun(
    long Offered, long Bought, long PaidYen, long? AverageYen, long? MarginalYen, long? AllocationPpm)
{
    private const string Series = "series";

    /// <param name="offers">In order of arrival.</param>
    public static ReverseAuctionRun Clear(
        BuybackAuctionRow auction, IReadOnlyList<BuybackOfferRow> offers, AuctionMarket market, byte[] seed)
    {
        var offered = offers.Sum(offer => offer.Quantity);
        foreach (var offer in offers) offer.BoughtTokens = 0;
        if (market.Reference is not { } reference || market.Room == Quantity.Zero || market.Budget < reference)
            return new(offered, 0, 0, null, null, null);
        var rules = new ReverseAuctionRules
        {
            TokensMax = Quantity.FromTokens(auction.TokensMax),
            BudgetMax = market.Budget,
            RetailMax = Quantity.FromTokens(auction.RetailMaxTokens),
            Tolerance = market.Margin,
            Series = [new ReverseAuctionSeries(Series, reference, market.Room)],
        };
        var retail = offers.Where(offer => offer.PriceYen is null).ToList();
        var competitive = offers.Where(offer => offer.PriceYen is not null).ToList();
        var outcome = ReverseAuction.Clear(
            rules,
            retail.ConvertAll(offer => new RetailBid(IdOf(offer), Quantity.FromTokens(offer.Quantity))),
            competitive.ConvertAll(offer => new SellOffer(
                IdOf(offer), Series, offer.Id, Money.FromYen(offer.PriceYen!.Value), // Filtered above.
                Quantity.FromTokens(offer.Quantity))),
            seed);
        Write(retail, outcome.RetailPurchases);
        Write(competitive, outcome.Purchases);
        return new(
            offered, outcome.Bought.Tokens, outcome.Paid.MinorUnits, outcome.AveragePrice?.MinorUnits,
            outcome.Marginal?.Price.MinorUnits, outcome.MarginalAllocation.PerMillion);
    }

    private static void Write(List<BuybackOfferRow> offers, IReadOnlyList<Purchase> purchases)
    {
        for (var index = 0; index < offers.Count; index++)
        {
            offers[index].BoughtTokens = purchases[index].Quantity.Tokens;
            offers[index].PaidPriceYen = purchases[index].Quantity == Quantity.Zero
                ? null
                : purchases[index].Price.MinorUnits;
            offers[index].Version++;
        }
    }

    private static string IdOf(BuybackOfferRow offer) => offer.Id.ToString(CultureInfo.InvariantCulture);
}
