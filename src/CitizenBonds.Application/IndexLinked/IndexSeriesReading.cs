using System.Globalization;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.IndexLinked;

/// <summary>What the treasury's form means, or everything that is wrong with it at once. Pure.</summary>
internal sealed record IndexSeriesReading(
    PurposeRow Deficit, ProposedIssue? Issue, IndexBasket Basket, long SharePpm, int AgeDaysMax,
    IReadOnlyList<DraftFault> Faults)
{
    /// <summary>Issues have an end in their row; a perpetual has its schedule so far.</summary>
    public const int ScheduleYears = IssueDraftCheck.TermYearsMax;

    private const decimal PerMillionInPercent = 10_000m;

    /// <summary>The deficit has no number yet; the bond is read as if this were its number.</summary>
    private const long NotYet = 0;

    public static IndexSeriesReading Read(IndexSeriesFields fields, DateTimeOffset now, SaleTimeLimits rules)
    {
        var (deficit, deficitFaults) = OpenPurpose.Read(
            fields.Deficit with { Kind = nameof(PurposeKind.Deficit) }, now);
        var purpose = new PurposeView(
            NotYet, PurposeKind.Deficit, deficit.NameJa, deficit.NameEn, deficit.FiscalYear,
            Money.FromYen(deficit.AmountYen), Money.Zero, Money.Zero);
        var bond = IssueDraftCheck.Read(Settled(fields.Bond), new(now, rules, [purpose]));
        var reader = new DraftReader();
        var basket = reader.Choice(
            nameof(fields.Basket), fields.Basket,
            typed => Enum.GetNames<IndexBasket>().FirstOrDefault(name => name == typed));
        var share = reader.Percent(nameof(fields.Share), fields.Share, 100);
        if (share == 0) reader.Add(nameof(fields.Share), TypedRefusal.TooSmall, ("min", 0.0001m));
        var age = reader.Whole(
            nameof(fields.AgeDays), fields.AgeDays, IndexTerms.AgeDaysLeast, IndexTerms.AgeDaysMost);
        List<DraftFault> faults =
        [
            .. deficitFaults,
            // Follows from the date of issue, whose own fault is told.
            .. bond.Faults.Where(fault => fault.Field != nameof(IssueDraftFields.MaturityDate)),
            .. reader.Faults,
        ];
        return new(
            deficit, faults.Count == 0 ? bond.Issue : null,
            basket is null ? default : Enum.Parse<IndexBasket>(basket),
            (long)((share ?? 0) * PerMillionInPercent), (int)(age ?? 0), faults);
    }

    private static IssueDraftFields Settled(IssueDraftFields typed)
    {
        var bond = IssueDraftFields.FromJson(typed.ToJson());
        bond.PurposeId = NotYet.ToString(CultureInfo.InvariantCulture);
        bond.Kind = IssueDraftFields.Fixed;
        bond.MaturityDate = TypedText.Date(bond.IssueDate).Value is { } issued && issued.Year < DateOnly.MaxValue.Year
            - ScheduleYears
            ? issued.AddYears(ScheduleYears).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : "";
        (bond.ResidentsFirst, bond.CrowdMinimum) = ("", "");
        return bond;
    }
}
