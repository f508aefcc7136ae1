using System.Text.Json;
using System.Text.Json.Serialization;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Credit;

/// <summary>The published form of a policy: JSON that says everything the policy decides by.</summary>
internal sealed record CreditPolicyDocument(
    [property: JsonPropertyName("required")] IReadOnlyList<CreditIndicator> Required,
    [property: JsonPropertyName("lines")] IReadOnlyList<CreditPolicyDocument.Line> Lines,
    [property: JsonPropertyName("tiers")] IReadOnlyList<CreditPolicyDocument.TierEntry> Tiers)
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <param name="Percent">Null when the line follows the fiscal scale.</param>
    internal sealed record Line(
        CreditIndicator Indicator, decimal? Percent, decimal? ByFiscalScalePlus, CreditTier Tier, LineOrigin Origin,
        IReadOnlyList<IssuerKind> AppliesTo, string Source);

    internal sealed record TierEntry(
        CreditTier Tier, long OutstandingSharePpm, long NewPerYearSharePpm, bool NeedsTreasuryPermission,
        IReadOnlyList<BorrowingPurpose> Purposes, IReadOnlyList<Point> Spread);

    internal sealed record Point(int TenorMonths, long Ppm);

    public static string Write(CreditPolicy policy) => JsonSerializer.Serialize(
        new CreditPolicyDocument(
            policy.Required,
            [.. policy.Lines.Select(line => new Line(
                line.Indicator,
                (line.Threshold as LineThreshold.Fixed)?.Percent,
                (line.Threshold as LineThreshold.ByFiscalScale)?.AddedPercent,
                line.Tier, line.Origin, line.AppliesTo, line.Source))],
            [.. policy.Tiers.Select(terms => new TierEntry(
                terms.Tier, terms.OutstandingShareMax.PerMillion, terms.NewPerYearShareMax.PerMillion,
                terms.NeedsTreasuryPermission, terms.PurposesAllowed,
                [.. terms.Spread.Points.Select(point => new Point(point.TenorMonths, point.Spread.PerMillion))]))]),
        Options);

    public static CreditPolicy Read(int version, DateOnly effectiveFrom, string body)
    {
        var document = JsonSerializer.Deserialize<CreditPolicyDocument>(body, Options)
            ?? throw new JsonException($"Version {version} of the credit policy is empty.");
        return new CreditPolicy
        {
            Version = version,
            EffectiveFrom = effectiveFrom,
            Required = document.Required,
            Lines = [.. document.Lines.Select(LineOf)],
            Tiers = [.. document.Tiers.Select(TermsOf)],
        };
    }

    private static CreditLine LineOf(Line line) => new(
        line.Indicator,
        line.Percent is { } percent
            ? new LineThreshold.Fixed(percent)
            : new LineThreshold.ByFiscalScale(line.ByFiscalScalePlus
                ?? throw new JsonException($"A line on {line.Indicator} lies nowhere.")),
        line.Tier, line.Origin, line.AppliesTo, line.Source);

    private static TierTerms TermsOf(TierEntry entry) => new(
        entry.Tier,
        Rate.FromPerMillion(entry.OutstandingSharePpm),
        Rate.FromPerMillion(entry.NewPerYearSharePpm),
        entry.NeedsTreasuryPermission,
        entry.Purposes,
        SpreadCurve.FromPoints(
            [.. entry.Spread.Select(point => new SpreadPoint(point.TenorMonths, Rate.FromPerMillion(point.Ppm)))]));
}
