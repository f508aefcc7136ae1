namespace CitizenBonds.Domain.IndexLinked;

/// <summary>How a bond follows its index: frozen with its terms.</summary>
/// <param name="SharePerMillion">w: how much of the index's movement the bond takes part in; 1 to 1,000,000.</param>
/// <param name="AgeDaysMax">A price older than so many days on the record date fixes nothing.</param>
/// <param name="Metals">At least one, each once.</param>
public sealed record IndexTerms(
    IndexBasket Basket, long SharePerMillion, int AgeDaysMax, IReadOnlyList<IndexMetal> Metals)
{
    public const int AgeDaysLeast = 1;
    public const int AgeDaysMost = 120;

    /// <summary>Holders may sell back once, so many years after the issue.</summary>
    public const int BuybackYears = 10;

    /// <summary>So many days before, the right is announced and may be used.</summary>
    public const int BuybackNoticeDays = 60;

    /// <summary>
    /// The base: each metal's last good price at or before a day, as a later record date would find it.
    /// </summary>
    /// <param name="quotes">In any order.</param>
    public static (IReadOnlyList<IndexMetal> Metals, IndexGap? Gap) BaseOn(
        IndexBasket basket, int ageDaysMax, DateOnly day, IReadOnlyList<IndexQuote> quotes)
    {
        var metals = new List<IndexMetal>();
        foreach (var weight in IndexWeight.Of(basket))
        {
            var (quote, gap) = IndexFixing.LastGood(weight.Code, ageDaysMax, day, quotes);
            if (quote is null) return ([], gap);
            metals.Add(new(weight.Code, weight.Weight, quote.Price, quote.Day));
        }

        return (metals, null);
    }
}
