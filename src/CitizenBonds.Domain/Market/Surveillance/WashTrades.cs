namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>Trades after which everybody owns what they owned before.</summary>
public static class WashTrades
{
    public static IEnumerable<SurveillanceHit> Find(WatchedDay day, SurveillanceRules rules) =>
        SelfTrades(day).Concat(BackAndForth(day, rules));

    /// <summary>Continuous trading prevents them; inside an auction nobody is first, and they may happen.</summary>
    private static IEnumerable<SurveillanceHit> SelfTrades(WatchedDay day) =>
        day.Trades.Where(trade => !trade.IsBetweenTwo)
            .GroupBy(trade => trade.Buyer)
            .Select(own => new SurveillanceHit(
                SurveillanceRule.SelfTrade, [own.Key], [.. own.Select(trade => trade.Number)], [],
                own.Sum(trade => trade.Quantity), 1_000_000));

    private static IEnumerable<SurveillanceHit> BackAndForth(WatchedDay day, SurveillanceRules rules)
    {
        var pairs = day.Trades.Where(trade => trade.IsBetweenTwo)
            .GroupBy(trade => (One: Math.Min(trade.Buyer, trade.Seller), Other: Math.Max(trade.Buyer, trade.Seller)));
        foreach (var pair in pairs)
        {
            var there = pair.Where(trade => trade.Seller == pair.Key.One).Sum(trade => trade.Quantity);
            var back = pair.Where(trade => trade.Seller == pair.Key.Other).Sum(trade => trade.Quantity);
            var (less, more) = (Math.Min(there, back), Math.Max(there, back));
            var share = (long)((Int128)less * 1_000_000 / more);
            if (less < rules.ReturnedMin || share < rules.ReturnedShareMin.PerMillion) continue;
            yield return new SurveillanceHit(
                SurveillanceRule.WashTrades, [pair.Key.One, pair.Key.Other],
                [.. pair.Select(trade => trade.Number)], [], less, share);
        }
    }
}
