using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>Writes a proposed issue into its row.</summary>
internal static class IssueRows
{
    public static void Fill(IssueRow issue, ProposedIssue proposed, long issuerId)
    {
        var terms = proposed.Terms;
        issue.IssuerId = issuerId;
        issue.PurposeId = proposed.PurposeId;
        issue.TitleJa = proposed.TitleJa;
        issue.TitleEn = proposed.TitleEn;
        issue.DenominationYen = terms.Denomination.MinorUnits;
        issue.SizeTokens = terms.IssueSize.Tokens;
        issue.SaleMethod = proposed.Auction is null ? SaleMethod.FixedPrice : SaleMethod.Auction;
        issue.PriceYen = proposed.Price.MinorUnits;
        issue.ReservePriceYen = proposed.Auction?.ReservePrice.MinorUnits;
        issue.RetailReservePpm = proposed.Auction?.RetailReserve.PerMillion;
        issue.CouponPpm = terms.Coupon.PerMillion;
        issue.PaymentsPerYear = (short)terms.Frequency.PaymentsPerYear;
        issue.DayCount = terms.DayCount.Name;
        issue.Convention = terms.Convention;
        issue.Calendar = terms.Calendar.Code;
        issue.RecordDaysBefore = (short)terms.RecordDaysBefore;
        issue.IssueDate = terms.IssueDate;
        issue.MaturityDate = terms.MaturityDate;
        issue.MinimumTokens = proposed.Minimum.Tokens;
        issue.MultipleTokens = proposed.Multiple.Tokens;
        issue.SaleOpensAt = proposed.SaleOpensAt;
        issue.SaleClosesAt = proposed.SaleClosesAt;
        issue.SettlesAt = proposed.SettlesAt;
        issue.ResidentsFirst = proposed.ResidentsFirst;
        issue.CrowdMinimumTokens = proposed.CrowdMinimum?.Tokens;
    }
}
