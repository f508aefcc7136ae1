using System.Text.Json;
using CitizenBonds.Application.Market;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Buyback;

/// <summary>Decides a step and writes down all it was decided on.</summary>
internal static class BuybackSteps
{
    /// <summary>Fills the step with what is seen and decided now. The programme's row is locked.</summary>
    public static async Task DecideAsync(
        PortalContext portal, BuybackProgrammeRow programme, BuybackStepRow step, BuybackSeries series,
        MarketRules rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = WholeMicroseconds(now);
        var book = await BuybackBook.ReadAsync(portal, programme, rules, at, cancellationToken);
        var (seriesHolding, issuerHolding) = BuybackRows.HoldingsOf(programme, series.Denomination);
        var decision = BuybackController.Decide(
            BuybackRows.PolicyOf(programme), BuybackRows.StateOf(programme), new BuybackMarket
            {
                Now = at,
                SeriesIssuedAt = series.IssuedAt,
                BestAsk = book.Offers.Count == 0 ? null : Money.FromYen(book.Offers[0].Price),
                Reference = book.Reference?.VolumeWeighted,
                WindowVolume = book.Reference?.Volume ?? Quantity.Zero,
                Denomination = series.Denomination,
                Series = seriesHolding,
                Issuer = issuerHolding,
            });
        step.At = at;
        step.IsStopped = programme.State != BuybackProgrammeState.Running;
        step.MarketSequence = book.Sequence;
        step.LastTrade = book.LastTrade;
        step.Offers = JsonSerializer.Serialize(book.Offers);
        Write(step, book.Reference);
        Write(step, decision);
        step.SpentYen = programme.SpentYen;
    }

    public static void Write(BuybackStepRow step, ReferencePrice? reference)
    {
        step.ReferenceYen = reference?.VolumeWeighted.MinorUnits;
        step.WindowTokens = reference?.Volume.Tokens ?? 0;
        step.WindowTrades = reference?.Kept.Count ?? 0;
        step.Excluded = JsonSerializer.Serialize(
            (reference?.Excluded ?? []).Select(ExcludedTradeLine.Of));
    }

    public static IReadOnlyList<BookOffer> OffersOf(BuybackStepRow step) =>
        JsonSerializer.Deserialize<List<BookOffer>>(step.Offers) ?? [];

    public static IReadOnlyList<ExcludedTradeLine> ExcludedOf(BuybackStepRow step) =>
        JsonSerializer.Deserialize<List<ExcludedTradeLine>>(step.Excluded) ?? [];

    /// <summary>As the database keeps moments: what is read back is what was decided by.</summary>
    public static DateTimeOffset WholeMicroseconds(DateTimeOffset moment) =>
        moment.ToUniversalTime().AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));

    private static void Write(BuybackStepRow step, BuybackDecision decision)
    {
        var bid = decision as BuybackDecision.Bid;
        step.WaitReason = (decision as BuybackDecision.Wait)?.Reason;
        step.BidPriceYen = bid?.Price.MinorUnits;
        step.BidTokens = bid?.Quantity.Tokens;
        step.Decision = decision switch
        {
            BuybackDecision.Bid => BuybackStepDecision.Bid,
            BuybackDecision.End => BuybackStepDecision.End,
            _ => BuybackStepDecision.Wait,
        };
    }
}
