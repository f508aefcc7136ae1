using CitizenBonds.Data.Credit;

namespace CitizenBonds.Application.Credit;

/// <summary>
/// What an import adds to what is stored: rows that say something new, each as the next version of its year.
/// </summary>
internal sealed record IndicatorMerge(IReadOnlyList<IndicatorRow> New, int Added, int Unchanged)
{
    public static IndicatorMerge Of(
        IReadOnlyList<IndicatorRow> stored,
        IReadOnlyList<IndicatorRow> read,
        string source,
        bool isScaleAssumed,
        DateTimeOffset now)
    {
        var newest = stored.GroupBy(row => (row.IssuerId, row.FiscalYear))
            .ToDictionary(year => year.Key, year => year.MaxBy(row => row.Version)!); // A group is never empty.
        var rows = new List<IndicatorRow>();
        var added = 0;
        foreach (var row in read)
        {
            var earlier = newest.GetValueOrDefault((row.IssuerId, row.FiscalYear));
            row.IsScaleAssumed = isScaleAssumed && row.StandardFiscalScaleYen is not null;
            if (earlier is not null && FiguresOf(earlier).Equals(FiguresOf(row))) continue;
            row.Version = (earlier?.Version ?? 0) + 1;
            row.Source = source;
            row.RecordedAt = now;
            rows.Add(row);
            if (earlier is null) added++;
        }

        return new(rows, added, read.Count - rows.Count);
    }

    private static object FiguresOf(IndicatorRow row) => (
        row.RealDebtServiceRatio,
        row.FutureBurdenRatio,
        row.HasNoFutureBurden,
        row.RealDeficitRatio,
        row.ConsolidatedDeficitRatio,
        row.FiscalCapabilityIndex,
        row.StandardFiscalScaleYen,
        row.IsScaleAssumed);
}
