using System.Globalization;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.MiningBonds;

/// <summary>One criterion that could be read.</summary>
internal sealed record ReadCriterion(decimal Weight, decimal Score, string Evidence);

/// <summary>What the treasury's form means, or everything that is wrong with it at once. Pure.</summary>
internal sealed record MiningBondReading(
    PurposeRow Deficit, ProposedIssue? Issue, decimal? BaseValue, IReadOnlyList<ReadCriterion> Criteria,
    IReadOnlyList<DraftFault> Faults)
{
    public const int CriteriaCount = 4;
    private const int EvidenceLengthMax = 500;
    private const decimal WeightMax = 1_000;
    private const decimal BaseValueMax = 10_000;

    /// <summary>The deficit has no number yet; the bond is read as if this were its number.</summary>
    private const long NotYet = 0;

    public static MiningBondReading Read(MiningBondFields fields, DateTimeOffset now, SaleTimeLimits rules)
    {
        var (deficit, deficitFaults) = OpenPurpose.Read(
            fields.Deficit with { Kind = nameof(PurposeKind.Deficit) }, now);
        var purpose = new PurposeView(
            NotYet, PurposeKind.Deficit, deficit.NameJa, deficit.NameEn, deficit.FiscalYear,
            Money.FromYen(deficit.AmountYen), Money.Zero, Money.Zero);
        var bond = IssueDraftCheck.Read(Settled(fields.Bond), new(now, rules, [purpose]));
        var reader = new DraftReader();
        var baseValue = reader.Figure(nameof(fields.BaseValue), fields.BaseValue, BaseValueMax);
        if (baseValue == 0) reader.Add(nameof(fields.BaseValue), Forms.TypedRefusal.TooSmall, ("min", 1m));
        var criteria = fields.Criteria.Select((criterion, number) => ReadCriterionOf(criterion, number, reader))
            .ToList();
        if (reader.Faults.Count == 0) CheckWeights(criteria!, reader);
        List<DraftFault> faults = [.. deficitFaults, .. bond.Faults, .. reader.Faults];
        var whole = criteria.OfType<ReadCriterion>().ToList();
        return new(deficit, faults.Count == 0 ? bond.Issue : null, baseValue, whole, faults);
    }

    public static string? Evidence(DraftReader reader, string field, string? typed)
    {
        var text = reader.Line(field, typed, EvidenceLengthMax);
        if (text is null) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps) return text;
        reader.Add(field, MiningBondRefusal.EvidenceNotAnAddress);
        return null;
    }

    /// <summary>No coupon, sold by auction token by token to everybody alike.</summary>
    private static IssueDraftFields Settled(IssueDraftFields typed)
    {
        var bond = IssueDraftFields.FromJson(typed.ToJson());
        bond.PurposeId = NotYet.ToString(CultureInfo.InvariantCulture);
        bond.Kind = IssueDraftFields.Zero;
        bond.SaleMethod = IssueDraftFields.Auction;
        bond.Coupon = "";
        (bond.Minimum, bond.Multiple) = ("1", "1");
        (bond.ResidentsFirst, bond.CrowdMinimum) = ("", "");
        return bond;
    }

    private static ReadCriterion? ReadCriterionOf(CriterionFields typed, int number, DraftReader reader)
    {
        var suffix = number.ToString(CultureInfo.InvariantCulture);
        var weight = reader.Figure(nameof(typed.Weight) + suffix, typed.Weight, WeightMax);
        var score = reader.Figure(nameof(typed.Score) + suffix, typed.Score, 100);
        var evidence = Evidence(reader, nameof(typed.Evidence) + suffix, typed.Evidence);
        return weight is { } heavy && score is { } points && evidence is not null
            ? new(heavy, points, evidence)
            : null;
    }

    private static void CheckWeights(IReadOnlyList<ReadCriterion> criteria, DraftReader reader)
    {
        if (criteria.Sum(criterion => criterion.Weight) == 0)
            reader.Add(nameof(CriterionFields.Weight) + "0", MiningBondRefusal.NoWeight);
        else if (criteria.Sum(criterion => criterion.Weight * criterion.Score) == 0)
            reader.Add(nameof(CriterionFields.Score) + "0", MiningBondRefusal.BaseScoresZero);
    }
}
