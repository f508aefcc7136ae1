using System.Globalization;
using System.Text;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.FairPrice;

/// <summary>
/// One public change of the window, linked to the one before: whoever keeps the newest hash notices any change to an
/// older record. The hash is SHA-256 of the UTF-8 text of <see cref="Text"/>.
/// </summary>
/// <param name="Number">Counts up from 1.</param>
/// <param name="PreviousHash">Zero for the first record.</param>
/// <param name="Sources">Where the inputs come from, for people.</param>
public sealed record FairPriceRecord(
    long Number, Hash256 PreviousHash, DateTimeOffset PublishedAt, FairPriceInputs Inputs, double K,
    FairPriceMarket Market, string Sources)
{
    public Hash256 Hash => Hash256.Of(Encoding.UTF8.GetBytes(Text));

    /// <summary>One field a line, culture-free, numbers in the shortest form that reads back the same.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"fair-price/1\n{Number}\n{PreviousHash}\n{PublishedAt.ToUnixTimeMilliseconds()}\n{Inputs.Height}\n"
        + $"{Inputs.Difficulty:R}\n{Inputs.CoinPrice:R}\n{Inputs.Constant:R}\n{Inputs.Margin:R}\n{K:R}\n"
        + $"{Market.TokenPrice}\n{Market.JoulesPerHash:R}\n{Market.PricePerKilowattHour:R}\n{Sources}");

    /// <param name="last">Null for the first record.</param>
    public static FairPriceRecord After(
        FairPriceRecord? last, DateTimeOffset publishedAt, FairPriceWindow window, FairPriceMarket market,
        string sources) =>
        new(
            (last?.Number ?? 0) + 1, last?.Hash ?? Hash256.Zero, publishedAt, window.Inputs, window.K, market, sources);

    /// <returns>The number of the first record that does not follow from the one before; null when all do.</returns>
    public static long? FindBreak(IEnumerable<FairPriceRecord> records)
    {
        FairPriceRecord? last = null;
        foreach (var record in records)
        {
            if (record.Number != (last?.Number ?? 0) + 1 || record.PreviousHash != (last?.Hash ?? Hash256.Zero))
                return record.Number;
            last = record;
        }

        return null;
    }
}
