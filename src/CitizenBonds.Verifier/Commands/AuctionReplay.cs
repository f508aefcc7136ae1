using System.Globalization;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Verifier.Commands;

/// <summary>A programme's reverse auctions cleared again from their published offers.</summary>
internal static class AuctionReplay
{
    private const string Series = "series";
    private const long AmountMax = 1_000_000_000_000_000;
    private const int OffersMax = 1_000_000;

    /// <returns>The first published figure that is not the one found; null when all agree.</returns>
    public static string? FindDifference(
        IReadOnlyList<BuybackAuctionEntry> auctions, Rate margin,
        IReadOnlyList<BuybackDocument.StepEntry> steps)
    {
        for (var index = 0; index < auctions.Count; index++)
        {
            var auction = auctions[index] ?? throw new BadInputException($"auctions[{index}] is null");
            Check(auction, $"auctions[{index}]");
            if (Compare(auction, Clear(auction, margin)) is { } difference)
                return $"auction {auction.Id}: {difference}";
            var step = steps.FirstOrDefault(entry => entry.Auction == auction.Id);
            if (step is not null && (step.AuctionQuantity != auction.Bought || step.AuctionPaid != auction.Paid))
                return $"auction {auction.Id}: its step says {step.AuctionQuantity} for {step.AuctionPaid}";
        }

        return null;
    }

    private static Dictionary<long, Purchase> Clear(BuybackAuctionEntry auction, Rate margin)
    {
        if (auction.Reference is not { } reference || auction.Room == 0 || auction.Budget < reference)
        {
            return auction.Offers.ToDictionary(
                offer => offer.Id, offer => new Purchase(IdOf(offer), Quantity.Zero, Money.Zero));
        }

        var rules = new ReverseAuctionRules
        {
            TokensMax = Quantity.FromTokens(auction.TokensMax),
            BudgetMax = Money.FromYen(auction.Budget),
            RetailMax = Quantity.FromTokens(auction.RetailMax),
            Tolerance = margin,
            Series = [new(Series, Money.FromYen(reference), Quantity.FromTokens(auction.Room))],
        };
        var retail = auction.Offers.Where(offer => offer.Retail).ToList();
        var competitive = auction.Offers.Where(offer => !offer.Retail).ToList();
        var outcome = ReverseAuction.Clear(
            rules,
            retail.ConvertAll(offer => new RetailBid(IdOf(offer), Quantity.FromTokens(offer.Quantity))),
            // The number of an offer says when it came.
            competitive.ConvertAll(offer => new SellOffer(
                IdOf(offer), Series, offer.Id, Money.FromYen(offer.Price!.Value), // Checked: only retail has none.
                Quantity.FromTokens(offer.Quantity))),
            SaleCommand.SeedOf(auction.Seed));
        return retail.Zip(outcome.RetailPurchases).Concat(competitive.Zip(outcome.Purchases))
            .ToDictionary(pair => pair.First.Id, pair => pair.Second);
    }

    private static string? Compare(BuybackAuctionEntry auction, Dictionary<long, Purchase> purchases)
    {
        if (auction.SeedCommitment is { } commitment
            && VerifiableDraw.CommitmentTo(SaleCommand.SeedOf(auction.Seed)).ToString() != commitment)
            return "the seed is not the one committed to";
        foreach (var offer in auction.Offers)
        {
            var found = purchases[offer.Id];
            if (found.Quantity.Tokens != offer.Bought)
                return $"offer {offer.Id}: published {offer.Bought} bought, recomputed {found.Quantity}";
            if (offer.Bought > 0 && found.Price.MinorUnits != offer.PaidPrice)
                return $"offer {offer.Id}: published price {offer.PaidPrice}, recomputed {found.Price.MinorUnits}";
        }

        var bought = purchases.Values.Sum(purchase => purchase.Quantity.Tokens);
        if (bought != auction.Bought) return $"published {auction.Bought} bought, recomputed {bought}";
        var paid = purchases.Values.Sum(purchase => (purchase.Price * purchase.Quantity).MinorUnits);
        return paid == auction.Paid ? null : $"published {auction.Paid} paid, recomputed {paid}";
    }

    private static void Check(BuybackAuctionEntry auction, string where)
    {
        long?[] amounts = [auction.TokensMax, auction.RetailMax, auction.Room, auction.Budget];
        if (amounts.Any(amount => amount is < 0 or > AmountMax) || auction.Reference is < 1 or > AmountMax)
            throw new BadInputException($"{where}: amounts from 0 to {AmountMax}, a reference above zero expected");
        if (auction.Offers.Count > OffersMax) throw new BadInputException($"{where}: too many offers");
        foreach (var offer in auction.Offers)
        {
            if (offer is null) throw new BadInputException($"{where}: an offer is null");
            if (offer.Quantity is < 1 or > AmountMax || offer.Price is < 1 or > AmountMax)
                throw new BadInputException($"{where}: offers have a quantity and a price above zero");
            if (offer.Retail != offer.Price is null)
                throw new BadInputException($"{where}: an offer has a price, or is of the retail leg");
        }

        if (auction.Offers.DistinctBy(offer => offer.Id).Count() != auction.Offers.Count)
            throw new BadInputException($"{where}: two offers have one id");
    }

    private static string IdOf(BuybackAuctionEntry.OfferEntry offer) =>
        offer.Id.ToString(CultureInfo.InvariantCulture);
}
