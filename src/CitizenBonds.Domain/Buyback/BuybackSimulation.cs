using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Buyback;

/// <summary>One slice of a simulation.</summary>
/// <param name="Price">The price it met; null when nothing traded until the next slice.</param>
/// <param name="Quantity">What it would have bought.</param>
public sealed record SimulatedSlice(
    DateTimeOffset At, Money? Reference, Money? Price, Quantity Quantity, BuybackWait? Wait, Money Remaining);

/// <summary>What a programme would have done on past trading.</summary>
public sealed record SimulatedProgramme(
    IReadOnlyList<SimulatedSlice> Slices, Money Spent, Quantity Bought, Money Remaining);

/// <summary>
/// A programme over trading that has happened. What was offered then is not known in full; what was sold is: each slice
/// is offered the tokens that traded until the next one, at the price of the first of those trades. Its own purchases
/// do not move the past, so a large programme looks easier here than it will be.
/// </summary>
public static class BuybackSimulation
{
    /// <param name="market">Everything but the moment, the offer and the averages, which the trades give.</param>
    /// <param name="moments">Of the slices, in order, all in the past.</param>
    public static SimulatedProgramme Run(
        BuybackPolicy policy, BuybackMarket market, int windowHours, IReadOnlyList<ObservedTrade> trades,
        IReadOnlyList<DateTimeOffset> moments)
    {
        var state = BuybackState.Start(policy.Target.Currency);
        var slices = new List<SimulatedSlice>(moments.Count);
        for (var index = 0; index < moments.Count; index++)
        {
            var at = moments[index];
            var until = index + 1 < moments.Count ? moments[index + 1] : at.AddDays(1);
            var met = trades.Where(trade => trade.At >= at && trade.At < until)
                .OrderBy(trade => trade.At).ThenBy(trade => trade.Id).ToList();
            var reference = ReferencePrice.Of(trades, at.AddHours(-windowHours), at, HampelFilter.Default);
            Money? price = met.Count == 0 ? null : met[0].Price;
            var bought = market.Denomination * state.Bought;
            var decision = BuybackController.Decide(policy, state, market with
            {
                Now = at,
                BestAsk = price,
                Reference = reference?.VolumeWeighted,
                WindowVolume = reference?.Volume ?? Quantity.Zero,
                Series = market.Series with { Held = market.Series.Held + bought },
                Issuer = market.Issuer with { Held = market.Issuer.Held + bought },
            });
            var quantity = Quantity.Zero;
            if (decision is BuybackDecision.Bid bid)
            {
                quantity = Quantity.Min(bid.Quantity, Quantity.FromTokens(met.Sum(trade => trade.Quantity.Tokens)));
                state = state.Book(bid, bid.Price, quantity);
            }

            slices.Add(new(
                at, reference?.VolumeWeighted, price, quantity, (decision as BuybackDecision.Wait)?.Reason,
                state.Remaining(policy)));
            if (decision is BuybackDecision.End) break;
        }

        return new(slices, state.Spent, state.Bought, state.Remaining(policy));
    }
}
