using System.Globalization;
using CitizenBonds.Application.Forms;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Credit;

/// <param name="Line">Number of the line in the policy; null for a figure of a tier.</param>
/// <param name="Tier">Null for a line.</param>
/// <param name="Value">As it stands in the policy the form starts from.</param>
public sealed record PolicyField(
    string Name, PolicyFigure Figure, int? Line, CreditTier? Tier, int Months, string Value);

public enum PolicyFigure
{
    /// <summary>Threshold of a line the portal draws, percent.</summary>
    LinePercent,

    /// <summary>Percent of the standard fiscal scale.</summary>
    OutstandingShare,
    NewPerYearShare,

    /// <summary>"true" or empty.</summary>
    NeedsPermission,

    /// <summary>Whole basis points over the government curve.</summary>
    SpreadPoints,
}

/// <summary>What cannot be read in the form of a new policy.</summary>
/// <param name="Max">The largest that is allowed there.</param>
public sealed record PolicyFault(string Name, TypedRefusal Kind, long Max);

/// <summary>
/// The figures of the policy that are the portal's own, as a form: its lines, the shares and spreads of the tiers. What
/// is law is not in it.
/// </summary>
public static class PolicyForm
{
    private const decimal PercentMax = 1_000;
    private const decimal ShareMax = 100;
    private const decimal BasisPointsMax = 5_000;
    private const int RateDecimals = 4;

    public static IReadOnlyList<PolicyField> FieldsOf(CreditPolicy policy) =>
    [
        .. policy.Lines.Index()
            .Where(line => line.Item.Origin == LineOrigin.Policy && line.Item.Threshold is LineThreshold.Fixed)
            .Select(line => new PolicyField(
                string.Create(CultureInfo.InvariantCulture, $"Line{line.Index}"), PolicyFigure.LinePercent,
                line.Index, null, 0, Text(((LineThreshold.Fixed)line.Item.Threshold).Percent))),
        .. policy.Tiers.SelectMany(FieldsOf),
    ];

    /// <param name="typed">By field name; a missing one is empty.</param>
    /// <returns>The next version, or the faults; checked against the rules by <see cref="PolicyChange"/>.</returns>
    public static (CreditPolicy? Policy, IReadOnlyList<PolicyFault> Faults) Read(
        CreditPolicy latest, DateOnly effectiveFrom, IReadOnlyDictionary<string, string?> typed)
    {
        var faults = new List<PolicyFault>();
        var figures = new Dictionary<string, decimal>();
        foreach (var field in FieldsOf(latest).Where(field => field.Figure != PolicyFigure.NeedsPermission))
        {
            var (max, decimals) = BoundsOf(field.Figure);
            var (value, fault) = TypedText.Number(typed.GetValueOrDefault(field.Name), 0, max, decimals);
            if (fault is { } kind) faults.Add(new(field.Name, kind, (long)max));
            else figures[field.Name] = value!.Value; // Without a fault there is a number.
        }

        if (faults.Count > 0) return (null, faults);
        return (latest with
        {
            Version = latest.Version + 1,
            EffectiveFrom = effectiveFrom,
            Lines = [.. latest.Lines.Select((line, number) => LineOf(line, number, latest.Version + 1, figures))],
            Tiers = [.. latest.Tiers.Select(terms => TermsOf(terms, figures, typed))],
        }, []);
    }

    private static IEnumerable<PolicyField> FieldsOf(TierTerms terms) =>
    [
        new(NameOf(terms, "Outstanding"), PolicyFigure.OutstandingShare, null, terms.Tier, 0,
            Text(terms.OutstandingShareMax.AsPercent)),
        new(NameOf(terms, "NewPerYear"), PolicyFigure.NewPerYearShare, null, terms.Tier, 0,
            Text(terms.NewPerYearShareMax.AsPercent)),
        new(NameOf(terms, "Permission"), PolicyFigure.NeedsPermission, null, terms.Tier, 0,
            terms.NeedsTreasuryPermission ? "true" : ""),
        .. terms.Spread.Points.Select(point => new PolicyField(
            SpreadName(terms, point), PolicyFigure.SpreadPoints, null, terms.Tier, point.TenorMonths,
            Text(point.Spread.PerMillion / 100m))),
    ];

    private static (decimal Max, int Decimals) BoundsOf(PolicyFigure figure) => figure switch
    {
        PolicyFigure.LinePercent => (PercentMax, 3),
        PolicyFigure.SpreadPoints => (BasisPointsMax, 0),
        _ => (ShareMax, RateDecimals),
    };

    private static CreditLine LineOf(
        CreditLine line, int number, int version, Dictionary<string, decimal> figures)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Line{number}");
        return figures.TryGetValue(name, out var percent)
            && line.Threshold is LineThreshold.Fixed former && former.Percent != percent
            ? line with
            {
                Threshold = new LineThreshold.Fixed(percent),
                Source = string.Create(CultureInfo.InvariantCulture, $"CitizenBonds credit policy, version {version}"),
            }
            : line;
    }

    private static TierTerms TermsOf(
        TierTerms terms, Dictionary<string, decimal> figures, IReadOnlyDictionary<string, string?> typed) =>
        terms with
        {
            OutstandingShareMax = Rate.FromPercent(figures[NameOf(terms, "Outstanding")]),
            NewPerYearShareMax = Rate.FromPercent(figures[NameOf(terms, "NewPerYear")]),
            NeedsTreasuryPermission = typed.GetValueOrDefault(NameOf(terms, "Permission")) == "true",
            Spread = SpreadCurve.FromPoints([.. terms.Spread.Points.Select(point => point with
            {
                Spread = Rate.FromBasisPoints((long)figures[SpreadName(terms, point)]),
            })]),
        };

    private static string NameOf(TierTerms terms, string what) => $"{what}{terms.Tier}";

    private static string SpreadName(TierTerms terms, SpreadPoint point) =>
        string.Create(CultureInfo.InvariantCulture, $"Spread{terms.Tier}{point.TenorMonths}");

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
