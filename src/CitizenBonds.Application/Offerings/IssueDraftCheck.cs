using System.Globalization;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Calendars;
using CitizenBonds.Domain.Values;
using Fields = CitizenBonds.Application.Offerings.IssueDraftFields;

namespace CitizenBonds.Application.Offerings;

/// <summary>Reads a draft: the issue it describes, or everything that is wrong with it at once. Pure.</summary>
public static class IssueDraftCheck
{
    public const int TitleLengthMax = 120;
    public const long DenominationYenMax = 1_000_000_000;
    public const long SizeTokensMax = 1_000_000_000;
    public const long FaceYenMax = 10_000_000_000_000;
    public const decimal CouponPercentMax = 20;
    public const int TermYearsMax = 99;

    /// <summary>Sales are planned at most so far ahead.</summary>
    public const int AheadYearsMax = 3;

    private static readonly string[] Frequencies = ["1", "2", "4", "12"];

    public static DraftReading Read(Fields fields, DraftSurroundings surroundings)
    {
        var reader = new DraftReader();
        var purpose = reader.Choice(
            nameof(Fields.PurposeId), fields.PurposeId, typed => surroundings.Purposes.FirstOrDefault(
                row => row.Id.ToString(CultureInfo.InvariantCulture) == typed));
        var titleJa = reader.Line(nameof(Fields.TitleJa), fields.TitleJa, TitleLengthMax);
        var titleEn = reader.Line(nameof(Fields.TitleEn), fields.TitleEn, TitleLengthMax);
        var bond = ReadBond(fields, reader);
        var price = ReadPrice(fields, bond, reader);
        if (purpose is not null && bond is not null && price is { } paid && paid * bond.IssueSize > purpose.Left)
            reader.Add(nameof(Fields.Size), IssueDraftRefusal.AbovePurpose, ("left", purpose.Left));
        var auction = DraftAuction.Read(fields, bond, price, reader);
        var sale = DraftSale.Read(fields, bond, surroundings, reader);
        if (bond is not null) DraftSale.CheckIssueDate(bond, sale.ClosesOn, surroundings.Rules, reader);

        var issue = reader.Faults.Count > 0
            ? null
            : new ProposedIssue
            {
                PurposeId = purpose!.Id, // Nothing is null when nothing is at fault.
                TitleJa = titleJa!,
                TitleEn = titleEn!,
                Terms = bond!,
                Price = price!.Value,
                Auction = auction,
                Minimum = sale.Minimum!.Value,
                Multiple = sale.Multiple!.Value,
                SaleOpensOn = sale.OpensOn!.Value,
                SaleClosesOn = sale.ClosesOn!.Value,
                ResidentsFirst = fields.ResidentsFirst == Fields.Yes,
                CrowdMinimum = sale.CrowdMinimum,
            };
        return new(bond, price, issue, DraftOrder.Sort(reader.Faults));
    }

    private static BondTerms? ReadBond(Fields fields, DraftReader reader)
    {
        var kind = reader.Choice(
            nameof(Fields.Kind), fields.Kind, typed => typed is Fields.Fixed or Fields.Zero ? typed : null);
        var isZero = kind == Fields.Zero;
        var denomination = reader.Whole(nameof(Fields.Denomination), fields.Denomination, 1, DenominationYenMax);
        var size = reader.Whole(nameof(Fields.Size), fields.Size, 1, SizeTokensMax);
        var coupon = isZero ? 0 : ReadCoupon(fields, reader);
        var frequency = isZero ? "0" : reader.Choice(
            nameof(Fields.Frequency), fields.Frequency, typed => Frequencies.Contains(typed) ? typed : null);
        var dayCount = reader.Choice(nameof(Fields.DayCount), fields.DayCount, DayCount.FromName);
        var calendar = reader.Choice(nameof(Fields.Calendar), fields.Calendar, BusinessCalendar.FromCode);
        var convention = reader.Choice(
            nameof(Fields.Convention),
            fields.Convention,
            typed => Enum.GetNames<BusinessDayConvention>().FirstOrDefault(name => name == typed));
        var issueDate = reader.Date(nameof(Fields.IssueDate), fields.IssueDate);
        var maturity = reader.Date(nameof(Fields.MaturityDate), fields.MaturityDate);
        var areDatesRight = issueDate is { } from && maturity is { } to && CheckTerm(from, to, reader);
        var isSizeRight = denomination is { } face && size is { } tokens && CheckFace(face, tokens, reader);
        if (!areDatesRight || !isSizeRight || coupon is null || frequency is null || dayCount is null
            || calendar is null || convention is null) return null;
        return new BondTerms
        {
            Denomination = Money.FromYen(denomination!.Value), // Not null: the face value was checked.
            IssueSize = Quantity.FromTokens(size!.Value),
            IssueDate = issueDate!.Value, // Not null: the term was checked.
            MaturityDate = maturity!.Value,
            Coupon = Rate.FromPercent(coupon.Value),
            Frequency = CouponFrequency.FromPaymentsPerYear(int.Parse(frequency, CultureInfo.InvariantCulture)),
            DayCount = dayCount,
            Convention = Enum.Parse<BusinessDayConvention>(convention),
            Calendar = calendar,
        };
    }

    private static decimal? ReadCoupon(Fields fields, DraftReader reader)
    {
        var coupon = reader.Percent(nameof(Fields.Coupon), fields.Coupon, CouponPercentMax);
        if (coupon != 0) return coupon;
        reader.Add(nameof(Fields.Coupon), IssueDraftRefusal.FixedCouponZero);
        return null;
    }

    private static bool CheckTerm(DateOnly issueDate, DateOnly maturity, DraftReader reader)
    {
        var latest = new DateOnly(JapaneseHolidays.LastYear - TermYearsMax - 1, 12, 31);
        if (issueDate > latest)
        {
            reader.Add(nameof(Fields.IssueDate), IssueDraftRefusal.TooFarAhead, ("latest", latest));
            return false;
        }

        if (maturity <= issueDate)
        {
            reader.Add(nameof(Fields.MaturityDate), IssueDraftRefusal.MaturityNotAfterIssue, ("issueDate", issueDate));
            return false;
        }

        if (maturity <= issueDate.AddYears(TermYearsMax)) return true;
        reader.Add(nameof(Fields.MaturityDate), IssueDraftRefusal.TermTooLong, ("years", (long)TermYearsMax));
        return false;
    }

    private static bool CheckFace(long denomination, long size, DraftReader reader)
    {
        if (denomination * size <= FaceYenMax) return true; // Both at most 10^9: their product fits.
        reader.Add(nameof(Fields.Size), IssueDraftRefusal.IssueTooLarge, ("max", Money.FromYen(FaceYenMax)));
        return false;
    }

    private static Money? ReadPrice(Fields fields, BondTerms? bond, DraftReader reader)
    {
        if (string.IsNullOrWhiteSpace(fields.Price) && fields.Kind != Fields.Zero) return bond?.Denomination;
        if (reader.Whole(nameof(Fields.Price), fields.Price, 1, 2 * DenominationYenMax) is not { } yen) return null;
        var price = Money.FromYen(yen);
        if (bond is null) return price;
        if (bond.IsZeroCoupon && price >= bond.Denomination)
            reader.Add(nameof(Fields.Price), IssueDraftRefusal.ZeroPriceNotBelowFace, ("face", bond.Denomination));
        else if (price > bond.Denomination + bond.Denomination)
            reader.Add(nameof(Fields.Price), IssueDraftRefusal.PriceFarAboveFace, ("face", bond.Denomination));
        return price;
    }
}
