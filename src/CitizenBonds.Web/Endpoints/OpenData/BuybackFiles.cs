using System.Globalization;
using System.Text;
using System.Text.Json;
using CitizenBonds.Application.Buyback;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Pricing.ReferencePrices;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>
/// A programme as files: its rules, trades and steps as <c>citizenbonds-verify buyback</c> reads them, and its
/// decisions as a table.
/// </summary>
public static class BuybackFiles
{
    /// <summary>The verifier passes over what it does not read: offers of auctions, the book as it was.</summary>
    public static byte[] Programme(BuybackView programme, IReadOnlyList<BuybackTrade> trades)
    {
        var policy = programme.Policy;
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            programme = programme.Line.Id,
            isin = programme.Line.Isin,
            target = policy.Target.MinorUnits,
            gain = Fraction(policy.Gain.PerMillion),
            eta = policy.Elasticity,
            margin = Fraction(policy.PriceMargin.PerMillion),
            operation_max = policy.OperationMax.MinorUnits,
            participation = Fraction(policy.Participation.PerMillion),
            concentration = Fraction(policy.Concentration.PerMillion),
            window_hours = programme.WindowHours,
            ticks_when_agreed = HampelFilter.Default.TicksWhenAgreed,
            issued_at = programme.SeriesIssuedAt,
            denomination = programme.Denomination.MinorUnits,
            series_outstanding = programme.Series.Outstanding.MinorUnits,
            series_held = programme.Series.Held.MinorUnits,
            issuer_outstanding = programme.Issuer.Outstanding.MinorUnits,
            issuer_held = programme.Issuer.Held.MinorUnits,
            trades = trades.Select(trade => new
            {
                number = trade.Number, at = trade.At, price = trade.Price, quantity = trade.Quantity,
            }),
            steps = programme.Steps.Where(step => step.IsFinished).Select(step => StepOf(step, trades)),
            auctions = programme.Auctions.Where(auction => auction.State == BuybackAuctionState.Cleared)
                .Select(AuctionOf),
        });
    }

    public static string Decisions(BuybackView programme)
    {
        var text = new StringBuilder(
            "step,due_at,at,decision,reason,reference,best_offer,excluded_trades,bid_price,wanted,got,paid,"
            + "sum_paid,remaining\r\n");
        foreach (var step in programme.Steps)
        {
            var remaining = programme.Line.Target - step.SpentAfter;
            text.Append(CultureInfo.InvariantCulture, $"{step.Number},{step.DueAt:O},{step.At:O},{step.Decision},");
            text.Append(CultureInfo.InvariantCulture, $"{step.WaitReason},{step.Reference?.MinorUnits},");
            text.Append(CultureInfo.InvariantCulture, $"{step.BestOffer?.MinorUnits},{step.Excluded.Count},");
            text.Append(CultureInfo.InvariantCulture, $"{step.BidPrice?.MinorUnits},{step.Wanted?.Tokens},");
            text.Append(CultureInfo.InvariantCulture, $"{step.Got},{step.Paid.MinorUnits},");
            text.Append(CultureInfo.InvariantCulture, $"{step.SpentAfter.MinorUnits},{remaining.MinorUnits}\r\n");
        }

        return text.ToString();
    }

    private static Dictionary<string, object?> StepOf(BuybackStepView step, IReadOnlyList<BuybackTrade> trades)
    {
        var fields = new Dictionary<string, object?>
        {
            ["at"] = step.At,
            ["stopped"] = step.IsStopped,
            ["trades_seen"] = trades.Count(trade => trade.Number <= step.LastTrade),
            ["offers"] = step.OffersMet.Select(offer => new { price = offer.Price, quantity = offer.Quantity }),
            ["book"] = step.Offers.Select(offer => new { price = offer.Price, quantity = offer.Quantity }),
            ["decision"] = step.Decision.ToString(),
            ["reason"] = step.WaitReason?.ToString(),
            ["published_quantity"] = step.Got.Tokens,
            ["published_sum"] = step.SpentAfter.MinorUnits,
        };
        if (step.Decision == BuybackStepDecision.Auction)
        {
            fields["auction"] = step.AuctionId;
            fields["auction_quantity"] = step.Got.Tokens;
            fields["auction_paid"] = step.Paid.MinorUnits;
        }

        return fields;
    }

    private static object AuctionOf(BuybackAuctionView auction) => new
    {
        id = auction.Id,
        announced_at = auction.AnnouncedAt,
        closes_at = auction.ClosesAt,
        tokens_max = auction.TokensMax.Tokens,
        budget_max = auction.BudgetMax.MinorUnits,
        retail_max = auction.RetailMax.Tokens,
        reference = auction.Reference?.MinorUnits,
        room = auction.Room?.Tokens,
        budget = auction.Budget?.MinorUnits,
        seed_commitment = auction.SeedCommitment,
        seed = auction.Seed,
        bought = auction.Bought?.Tokens,
        paid = auction.Paid?.MinorUnits,
        average = auction.Average?.MinorUnits,
        marginal = auction.Marginal?.MinorUnits,
        offers = auction.Offers.Select(offer => new
        {
            id = offer.Id,
            retail = offer.IsRetail,
            price = offer.Price?.MinorUnits,
            quantity = offer.Offered.Tokens,
            bought = offer.Bought.Tokens,
            paid_price = offer.PaidPrice?.MinorUnits,
        }),
    };

    private static decimal Fraction(long perMillion) => perMillion / 1_000_000m;
}
