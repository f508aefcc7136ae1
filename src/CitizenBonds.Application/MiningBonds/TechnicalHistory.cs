using CitizenBonds.Data.MiningBonds;
using CitizenBonds.Domain.Pricing.TechnicalValue;

namespace CitizenBonds.Application.MiningBonds;

/// <summary>The records of a series, from the first on, as an index that moves with each of them.</summary>
internal sealed class TechnicalHistory
{
    private readonly Dictionary<TechnicalCriterion, decimal> _weights;
    private readonly Dictionary<TechnicalCriterion, TechnicalRecordRow> _base = [];
    private readonly Dictionary<TechnicalCriterion, TechnicalRecordRow> _now = [];
    private readonly Dictionary<string, decimal> _peers = new(StringComparer.Ordinal);
    private readonly List<TechnicalRecordLine> _records = [];
    private readonly decimal _baseValue;

    /// <param name="rows">By number; the first four are the first scores of the four criteria.</param>
    public TechnicalHistory(MiningSeriesRow series, IReadOnlyList<TechnicalRecordRow> rows)
    {
        _baseValue = series.BaseValue;
        _weights = new()
        {
            [TechnicalCriterion.SecurityInnovation] = series.WeightSecurity,
            [TechnicalCriterion.ReliabilityAndEfficiencyOfCompute] = series.WeightReliability,
            [TechnicalCriterion.PossibilityOfSustainedDevelopment] = series.WeightDevelopment,
            [TechnicalCriterion.InternationalRecognitionAndTrust] = series.WeightRecognition,
        };
        foreach (var row in rows) Add(row);
    }

    public decimal Value => ValueNow() ?? _baseValue;

    public IReadOnlyList<TechnicalRecordLine> Records => _records;

    public IReadOnlyList<(string Name, decimal Score)> Peers =>
    [
        .. _peers.OrderByDescending(peer => peer.Value).ThenBy(peer => peer.Key, StringComparer.Ordinal)
            .Select(peer => (peer.Key, peer.Value)),
    ];

    public IReadOnlyList<CriterionLine> Criteria =>
    [
        .. _now.OrderBy(pair => pair.Key).Select(pair => new CriterionLine(
            pair.Key, _weights[pair.Key], pair.Value.Score, _base[pair.Key].Score, pair.Value.Evidence,
            pair.Value.ScoredOn)),
    ];

    /// <summary>To two decimals, half to even.</summary>
    public decimal WeightedScore => decimal.Round(
        TechnicalValueIndex.WeightedSum(_weights, Scores(_now)) / _weights.Values.Sum(), 2,
        MidpointRounding.ToEven);

    private void Add(TechnicalRecordRow row)
    {
        if (row.Criterion is { } criterion)
        {
            _base.TryAdd(criterion, row);
            _now[criterion] = row;
        }
        else _peers[row.Peer] = row.Score;

        var value = row.Criterion is null ? null : ValueNow();
        _records.Add(new(row.ToRecord(), Convert.ToHexStringLower(row.Hash), value));
    }

    /// <returns>Null until all four criteria have a score.</returns>
    private decimal? ValueNow() => _now.Count < MiningBondReading.CriteriaCount
        ? null
        : decimal.Round(
            TechnicalValueIndex.Value(_baseValue, _weights, Scores(_now), Scores(_base)), 2, MidpointRounding.ToEven);

    private static List<TechnicalScore> Scores(Dictionary<TechnicalCriterion, TechnicalRecordRow> rows) =>
    [
        .. rows.Values.Select(row => new TechnicalScore(
            row.Criterion!.Value, row.Score, new Uri(row.Evidence), row.ScoredOn)), // Only criteria are kept here.
    ];
}
