using CitizenBonds.Data;
using CitizenBonds.Data.MiningBonds;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Pricing.TechnicalValue;

namespace CitizenBonds.Application.MiningBonds;

/// <summary>A score about to be recorded.</summary>
/// <param name="Criterion">Null for a peer.</param>
internal sealed record NewScore(
    TechnicalCriterion? Criterion, string Peer, decimal Score, string Evidence, DateOnly ScoredOn);

/// <summary>Adds to the chain of a series' scores.</summary>
internal static class TechnicalRecords
{
    /// <param name="last">Null: the first of the series.</param>
    public static TechnicalRecordRow Append(
        PortalContext portal, long seriesId, TechnicalRecordRow? last, NewScore score, Guid author,
        DateTimeOffset now)
    {
        var row = new TechnicalRecordRow
        {
            SeriesId = seriesId,
            Number = (last?.Number ?? 0) + 1,
            Criterion = score.Criterion,
            Peer = score.Peer,
            Score = score.Score,
            Evidence = score.Evidence,
            ScoredOn = score.ScoredOn,
            Author = author,
            // Whole microseconds, as the database keeps them and the hash says them.
            RecordedAt = now.ToUniversalTime().AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
            PreviousHash = last?.Hash ?? Hash256.Zero.ToBytes(),
            Hash = [],
        };
        row.Hash = row.ToRecord().Hash.ToBytes();
        portal.TechnicalRecords.Add(row);
        return row;
    }
}
