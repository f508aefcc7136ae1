using CitizenBonds.Data.Market;

namespace CitizenBonds.Application.Market;

/// <summary>A batch in memory between its decision and its commit.</summary>
/// <param name="Answers">In the order of the commands; null for a series that another machine writes.</param>
/// <param name="Fences">Of the series it changes, as they were when it was decided.</param>
internal sealed record DecidedBatch(
    IReadOnlyList<PendingCommand> Commands, IReadOnlyList<MarketAnswer?> Answers, MarketBatch Batch, MarketFacts Facts,
    IReadOnlyDictionary<long, long> Fences)
{
    public bool IsEmpty => Batch.Touched.Count == 0 && Batch.Rows.Answers.Count == 0;

    /// <summary>A series whose log this batch lengthens, and how far; null when it moves nothing.</summary>
    public (long SeriesId, long Sequence)? Mark { get; } = MarkOf(Batch.Rows);

    /// <summary>Whether what was read may not contain this batch yet.</summary>
    public bool IsMissingIn(MarketFacts facts) =>
        Mark is { } mark && facts.Heads.GetValueOrDefault(mark.SeriesId).LastSequence < mark.Sequence;

    private static (long SeriesId, long Sequence)? MarkOf(MarketRows rows)
    {
        if (rows.Placed.Count + rows.Others.Count == 0) return null;
        var seriesId = rows.Placed.Count > 0 ? rows.Placed[0].Entry.SeriesId : rows.Others[0].SeriesId;
        return (seriesId, rows.Series.Single(row => row.SeriesId == seriesId).LastSequence);
    }
}
