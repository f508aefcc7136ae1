using System.Text.Json;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Disclosure;

namespace CitizenBonds.Application.Credit;

/// <param name="Before">The tier before the new figures; a first tier is no change.</param>
/// <param name="After">Null when the new figures leave no tier.</param>
internal sealed record TierChange(long IssuerId, CreditTier Before, CreditTier? After, CreditAssessment Assessment);

/// <summary>
/// Finds and discloses the issuers whose tier new figures or a new policy change. Outstanding bonds are not touched.
/// </summary>
internal static class TierChanges
{
    public static IReadOnlyList<TierChange> Find(
        CreditPolicy policy,
        IReadOnlyDictionary<long, IssuerKind> kinds,
        IReadOnlyList<IndicatorRow> before,
        IReadOnlyList<IndicatorRow> added)
    {
        var changes = new List<TierChange>();
        var earlier = before.ToLookup(row => row.IssuerId);
        foreach (var issuer in added.GroupBy(row => row.IssuerId).OrderBy(group => group.Key))
        {
            var kind = kinds[issuer.Key];
            if (kind == IssuerKind.NationalGovernment || !earlier[issuer.Key].Any()) continue;
            var old = Assess(policy, kind, earlier[issuer.Key]);
            var current = Assess(policy, kind, earlier[issuer.Key].Concat(issuer));
            if (old.TierOrNull is { } tier && tier != current.TierOrNull)
                changes.Add(new(issuer.Key, tier, current.TierOrNull, current));
        }

        return changes;
    }

    /// <summary>What another policy makes of figures that stay the same.</summary>
    public static IReadOnlyList<TierChange> Between(
        CreditPolicy latest,
        CreditPolicy next,
        IReadOnlyDictionary<long, IssuerKind> kinds,
        IEnumerable<IndicatorRow> indicators)
    {
        var changes = new List<TierChange>();
        foreach (var issuer in indicators.GroupBy(row => row.IssuerId).OrderBy(group => group.Key))
        {
            var kind = kinds[issuer.Key];
            if (kind == IssuerKind.NationalGovernment) continue;
            var after = Assess(next, kind, issuer);
            if (Assess(latest, kind, issuer).TierOrNull is { } tier && tier != after.TierOrNull)
                changes.Add(new(issuer.Key, tier, after.TierOrNull, after));
        }

        return changes;
    }

    /// <param name="happensOn">The day from which the tier counts; the notice falls due after it.</param>
    public static void File(
        PortalContext portal, IReadOnlyList<TierChange> changes, CreditPolicy policy, DateOnly happensOn,
        DateTimeOffset now)
    {
        foreach (var change in changes)
        {
            portal.Filings.Add(new FilingRow
            {
                IssuerId = change.IssuerId,
                Kind = FilingKind.TierChange,
                Version = 1,
                DueOn = FilingCalendar.EventNoticeDue(happensOn),
                Body = JsonSerializer.Serialize(new
                {
                    before = change.Before.ToString(),
                    after = change.After?.ToString(),
                    fiscalYear = change.Assessment.Indicators.FiscalYear,
                    policyVersion = policy.Version,
                    effectiveFrom = happensOn,
                    deciding = change.Assessment is CreditAssessment.Rated rated ? DecidingOf(rated) : null,
                }),
                FiledAt = now,
            });
        }
    }

    private static object DecidingOf(CreditAssessment.Rated rated) => new
    {
        indicator = rated.Deciding.Line.Indicator.ToString(),
        value = rated.Deciding.Value,
        line = rated.Deciding.LinePercent,
        crossed = rated.Deciding.IsCrossed,
    };

    private static CreditAssessment Assess(CreditPolicy policy, IssuerKind kind, IEnumerable<IndicatorRow> rows) =>
        policy.Assess(IndicatorReading.Of(IndicatorReading.Newest(rows)[0], kind));
}
