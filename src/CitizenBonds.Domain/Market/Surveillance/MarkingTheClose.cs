namespace CitizenBonds.Domain.Market.Surveillance;

/// <summary>Trading at the end of the day that carries the closing price along.</summary>
public static class MarkingTheClose
{
    public static IEnumerable<SurveillanceHit> Find(WatchedDay day, SurveillanceRules rules)
    {
        if (day.ClosingCallAt is not { } call || day.Trades.Count == 0) yield break;
        var from = call - rules.CloseWindow;
        var window = day.Trades.Where(trade => trade.At >= from).ToList();
        if (window.Count == 0) yield break;
        var before = day.Trades.LastOrDefault(trade => trade.At < from)?.Price ?? day.PreviousClose;
        var move = window[^1].Price - before;
        var moved = (long)(Int128.Abs((Int128)move) * 1_000_000 / before);
        if (moved < rules.CloseMoveMin.PerMillion) yield break;
        var all = window.Sum(trade => trade.Quantity);
        // Those who bought carried it up, those who sold carried it down.
        var people = window.GroupBy(trade => move > 0 ? trade.Buyer : trade.Seller);
        foreach (var own in people)
        {
            var tokens = own.Sum(trade => trade.Quantity);
            if (tokens < rules.CloseTokensMin) continue;
            if ((Int128)tokens * 1_000_000 < (Int128)all * rules.CloseShareMin.PerMillion) continue;
            yield return new SurveillanceHit(
                SurveillanceRule.MarkingTheClose, [own.Key], [.. own.Select(trade => trade.Number)], [], tokens,
                move > 0 ? moved : -moved);
        }
    }
}
