using System.Globalization;
using System.Text;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Pricing.TechnicalValue;

/// <summary>
/// One public record of a series' technical value: a score of a criterion or of a peer, who gave it and when. Each
/// carries the hash of the one before, so nothing can be changed or left out without every later hash changing.
/// </summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Criterion">Null for the weighted score of a peer.</param>
/// <param name="Peer">Name of the peer; empty for a criterion.</param>
/// <param name="Author">Who signed it: the portal's number of the person, no name.</param>
public sealed record TechnicalRecord(
    long SeriesId, long Number, TechnicalCriterion? Criterion, string Peer, decimal Score, string Evidence,
    DateOnly ScoredOn, Guid Author, DateTimeOffset RecordedAt, Hash256 Previous)
{
    /// <summary>
    /// SHA-256 over the fields, one a line, in the order in which the published table shows them; the score with two
    /// decimals, the moment in UTC to the microsecond.
    /// </summary>
    public Hash256 Hash => Hash256.Of(Encoding.UTF8.GetBytes(string.Join('\n', Lines())));

    /// <returns>The number of the first record that does not follow from the one before; null when all do.</returns>
    public static long? FindBreak(IReadOnlyList<(TechnicalRecord Record, Hash256 Hash)> chain)
    {
        var previous = Hash256.Zero;
        for (var index = 0; index < chain.Count; index++)
        {
            var (record, hash) = chain[index];
            if (record.Number != index + 1 || record.Previous != previous || record.Hash != hash) return index + 1;
            previous = hash;
        }

        return null;
    }

    private string[] Lines() =>
    [
        "technical-value-1",
        SeriesId.ToString(CultureInfo.InvariantCulture),
        Number.ToString(CultureInfo.InvariantCulture),
        Criterion?.ToString() ?? "",
        Peer,
        Score.ToString("0.00", CultureInfo.InvariantCulture),
        Evidence,
        ScoredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Author.ToString("N"),
        RecordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        Previous.ToString(),
    ];
}
