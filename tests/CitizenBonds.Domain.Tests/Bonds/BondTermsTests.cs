using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;
using static CitizenBonds.Domain.Tests.Bonds.SampleBonds;

namespace CitizenBonds.Domain.Tests.Bonds;

public sealed class BondTermsTests
{
    public static TheoryData<TermsRefusal, BondTerms, BondTerms> Refusals => new()
    {
        {
            TermsRefusal.DenominationNotPositive,
            TenYears with { Denomination = Money.FromYen(0) }, TenYears with { Denomination = Money.FromYen(1) }
        },
        { TermsRefusal.IssueSizeZero, TenYears with { IssueSize = Quantity.Zero }, TenYears },
        {
            TermsRefusal.MaturityNotAfterIssue,
            TenYears with { MaturityDate = TenYears.IssueDate }, TenYears with { MaturityDate = Date("2026-03-21") }
        },
        {
            TermsRefusal.TermTooLong,
            TenYears with { MaturityDate = Date("2177-01-01") }, TenYears with { MaturityDate = Date("2176-12-31") }
        },
        {
            TermsRefusal.CouponNegative,
            TenYears with { Coupon = Rate.FromPerMillion(-1) }, TenYears with { Coupon = Rate.Zero }
        },
        {
            TermsRefusal.CouponWithoutDates,
            TenYears with { Frequency = CouponFrequency.None },
            TenYears with { Frequency = CouponFrequency.None, Coupon = Rate.Zero }
        },
        {
            TermsRefusal.RecordDaysOutOfRange,
            TenYears with { RecordDaysBefore = 31 }, TenYears with { RecordDaysBefore = 30 }
        },
        {
            TermsRefusal.IssueTooLarge,
            TenYears with { IssueSize = Quantity.FromTokens(long.MaxValue / 10_000 + 1) },
            TenYears with { IssueSize = Quantity.FromTokens(long.MaxValue / 10_000) }
        },
    };

    [Theory]
    [MemberData(nameof(Refusals), DisableDiscoveryEnumeration = true)]
    public void FindRefusal_EachCondition_IsNamedAndItsNearestLegalCaseIsNot(
        TermsRefusal refusal, BondTerms refused, BondTerms allowed)
    {
        Assert.Equal(refusal, refused.FindRefusal());
        Assert.Null(allowed.FindRefusal());
        Assert.Throws<ArgumentException>(() => CashflowSchedule.Resolve(refused));
    }
}
