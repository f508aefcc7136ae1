using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.IndexLinked;

/// <summary>
/// The index of one day: each metal at its last good price at or before it, against the prices frozen in the terms.
/// Exact in decimals, rounded once to a millionth; money is multiplied by whole millionths only.
/// </summary>
public sealed record IndexFixing
{
    public const long Unit = 1_000_000;

    private IndexFixing(long ratio, long factor, IReadOnlyList<IndexQuote> quotes) =>
        (RatioPerMillion, FactorPerMillion, Quotes) = (ratio, factor, quotes);

    /// <summary>I / I0 = sum of w_i P_i / P_i0 over the sum of w_i; half to even.</summary>
    public long RatioPerMillion { get; }

    /// <summary>1 + share (I / I0 - 1), half to even: what coupons and the buyback price are multiplied by.</summary>
    public long FactorPerMillion { get; }

    /// <summary>The prices it rests on, in the order of the metals.</summary>
    public IReadOnlyList<IndexQuote> Quotes { get; }

    /// <param name="quotes">In any order; those of other metals and later days are passed over.</param>
    public static (IndexFixing? Fixing, IndexGap? Gap) On(
        DateOnly day, IndexTerms terms, IReadOnlyList<IndexQuote> quotes)
    {
        var used = new List<IndexQuote>();
        foreach (var metal in terms.Metals)
        {
            var (quote, gap) = LastGood(metal.Code, terms.AgeDaysMax, day, quotes);
            if (quote is null) return (null, gap);
            used.Add(quote);
        }

        return (Of(terms, used), null);
    }

    /// <param name="used">One price for each metal, in the order of the metals.</param>
    public static IndexFixing Of(IndexTerms terms, IReadOnlyList<IndexQuote> used)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(used.Count, terms.Metals.Count, nameof(used));
        var weighted = terms.Metals.Zip(used, (metal, quote) => metal.Weight * quote.Price / metal.BasePrice).Sum();
        var ratio = weighted / terms.Metals.Sum(metal => metal.Weight);
        var millionths = (long)Math.Round(ratio * Unit, MidpointRounding.ToEven);
        var moved = (long)ExactDivision.Divide(
            (Int128)terms.SharePerMillion * (millionths - Unit), Unit, MidpointRounding.ToEven);
        return new(millionths, Unit + moved, used);
    }

    internal static (IndexQuote? Quote, IndexGap? Gap) LastGood(
        string code, int ageDaysMax, DateOnly day, IReadOnlyList<IndexQuote> quotes)
    {
        var last = quotes.Where(quote => quote.Code == code && quote.Day <= day && IsPrice(quote.Price))
            .MaxBy(quote => quote.Day);
        if (last is null) return (null, new(IndexFault.NeverQuoted, code, null));
        return day.DayNumber - last.Day.DayNumber > ageDaysMax
            ? (null, new(IndexFault.TooOld, code, last.Day))
            : (last, null);
    }

    private static bool IsPrice(decimal price) => price is > 0 and <= IndexQuote.PriceMax;
}
