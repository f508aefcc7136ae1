using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Buyback;

/// <summary>
/// Cash to the sellers, tokens to the programme, and what was not bought to its owners: one posting.
/// </summary>
internal static class AuctionPayments
{
    private const int AccountsPerOffer = 3;

    public static async Task PayAsync(
        PortalContext portal, BuybackProgrammeRow programme, BuybackAuctionRow auction,
        IReadOnlyList<BuybackOfferRow> offers, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var assetId = await BuybackEnding.AssetOfAsync(portal, programme.SeriesId, cancellationToken);
        var plans = new List<AccountPlan>
        {
            AccountPlan.InvestorCash(programme.InvestorId),
            AccountPlan.InvestorTokens(programme.InvestorId, assetId, 0),
        };
        foreach (var offer in offers)
        {
            plans.Add(AccountPlan.InvestorCash(offer.InvestorId));
            plans.Add(AccountPlan.InvestorTokens(offer.InvestorId, assetId, 0));
            plans.Add(AccountPlan.InvestorOrderTokens(offer.InvestorId, assetId));
        }

        var accounts = await AccountBook.OpenAsync(portal, plans, cancellationToken);
        var transfers = new List<NewTransfer>();
        for (var index = 0; index < offers.Count; index++)
        {
            var offer = offers[index];
            var first = 2 + (index * AccountsPerOffer);
            var (cash, free, held) = (accounts[first], accounts[first + 1], accounts[first + 2]);
            var bought = offer.BoughtTokens ?? 0;
            var reference = string.Create(CultureInfo.InvariantCulture, $"buyback offer {auction.Id}-{offer.Id}");
            if (bought > 0)
            {
                transfers.Add(new(
                    accounts[0], cash, checked(bought * offer.PaidPriceYen!.Value), // Bought: it has a price.
                    LedgerReason.BuybackPaid, reference, programme.SeriesId));
                transfers.Add(new(
                    held, accounts[1], bought, LedgerReason.BuybackTokens, reference, programme.SeriesId));
            }

            if (offer.Quantity > bought)
            {
                transfers.Add(new(
                    held, free, offer.Quantity - bought, LedgerReason.BuybackOfferRelease, reference,
                    programme.SeriesId));
            }
        }

        await BuybackEnding.PostAsync(portal, transfers, now, cancellationToken);
    }
}
