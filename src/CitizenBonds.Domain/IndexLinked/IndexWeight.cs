namespace CitizenBonds.Domain.IndexLinked;

/// <summary>A metal of a basket before its base price is known.</summary>
/// <param name="Code">Of the feed.</param>
/// <param name="Weight">Above zero; the index divides by the sum.</param>
public sealed record IndexWeight(string Code, long Weight)
{
    /// <summary>
    /// Base metals by the World Bank's weights (percent of its metals index, in ten-thousandths, iron ore left out).
    /// For the platinum group no weights are published: ours are equal.
    /// </summary>
    public static IReadOnlyList<IndexWeight> Of(IndexBasket basket) => basket switch
    {
        IndexBasket.LiXAU => [new("XAU", 1)],
        IndexBasket.LiPMG => [new("XPT", 1), new("XPD", 1), new("XRH", 1)],
        IndexBasket.LiBMG =>
        [
            new("ALU", 266_797), new("CU", 384_297), new("PB", 17_955), new("NI", 80_628), new("SN", 20_977),
            new("ZN", 40_732),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(basket), basket, null),
    };
}
