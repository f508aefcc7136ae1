using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Web.Tests.Offerings;

public sealed class IssueDraftCheckTests
{
    private static readonly PurposeView Roofs = new(
        7, PurposeKind.Project, "屋根", "Roofs", 2026, Money.FromYen(500_000_000), Money.FromYen(100_000_000), default);

    /// <summary>2 February 2026, 10:00 in Japan: with thirty days of notice the first opening is on 5 March.</summary>
    private static readonly DraftSurroundings Now = new(
        new DateTimeOffset(2026, 2, 2, 1, 0, 0, TimeSpan.Zero), SaleTimeLimits.Default, [Roofs]);

    [Fact]
    public void Read_CompleteDraft_IsTheIssue()
    {
        var reading = IssueDraftCheck.Read(Complete(), Now);

        Assert.Empty(reading.Faults);
        Assert.Equal(Money.FromYen(200_000_000), reading.Issue!.FaceValue);
        Assert.Equal(Money.FromYen(10_000), reading.Issue.Price); // Left empty: the denomination.
        Assert.Equal(12_500, reading.Issue.Terms.Coupon.PerMillion);
        Assert.Null(reading.Issue.CrowdMinimum);
    }

    [Fact]
    public void Read_EmptyDraft_NamesEveryEmptyFieldAtOnce()
    {
        var reading = IssueDraftCheck.Read(new IssueDraftFields(), Now);

        Assert.Equal(
            [
                "PurposeId", "TitleJa", "TitleEn", "Size", "Coupon", "SaleOpensOn", "SaleClosesOn", "IssueDate",
                "MaturityDate",
            ],
            reading.Faults.Select(fault => fault.Field));
        Assert.All(reading.Faults, fault => Assert.True(fault.Refusal.Is(TypedRefusal.Missing)));
        Assert.Null(reading.Issue);
    }

    [Fact]
    public void Read_NullsFromATamperedForm_AreMissingAndNotAnError()
    {
        var fields = new IssueDraftFields
        {
            PurposeId = null, TitleJa = null, TitleEn = null, Kind = null, Denomination = null, Size = null,
            Price = null, Coupon = null, Frequency = null, DayCount = null, Convention = null, Calendar = null,
            SaleOpensOn = null,
            SaleClosesOn = null, IssueDate = null, MaturityDate = null, Minimum = null, Multiple = null,
            ResidentsFirst = null, CrowdMinimum = null,
        };

        Assert.Equal(17, IssueDraftCheck.Read(fields, Now).Faults.Count); // Twenty fields, three of them may be empty.
    }

    public static TheoryData<string, string, Enum> OneBadField => new()
    {
        { "PurposeId", "8", TypedRefusal.NotOffered },
        { "Kind", "floating", TypedRefusal.NotOffered },
        { "Denomination", "0", TypedRefusal.TooSmall },
        { "Size", "-5", TypedRefusal.TooSmall },
        { "Size", "40,001", IssueDraftRefusal.AbovePurpose },
        { "Price", "20,001", IssueDraftRefusal.PriceFarAboveFace },
        { "Coupon", "0", IssueDraftRefusal.FixedCouponZero },
        { "Coupon", "20.0001", TypedRefusal.TooLarge },
        { "Frequency", "3", TypedRefusal.NotOffered },
        { "DayCount", "ACT/364", TypedRefusal.NotOffered },
        { "Calendar", "US", TypedRefusal.NotOffered },
        { "Convention", "2", TypedRefusal.NotOffered },
        { "SaleOpensOn", "2026-03-04", IssueDraftRefusal.SaleOpensTooSoon },
        { "SaleOpensOn", "2029-02-03", IssueDraftRefusal.TooFarAhead },
        { "SaleClosesOn", "2026-03-10", IssueDraftRefusal.SaleTooShort },
        { "SaleClosesOn", "2027-03-11", IssueDraftRefusal.SaleTooLong },
        { "IssueDate", "2026-03-24", IssueDraftRefusal.IssueDateTooEarly },
        { "IssueDate", "2026-04-29", IssueDraftRefusal.IssueDateNotBusinessDay },
        { "MaturityDate", "2026-04-01", IssueDraftRefusal.MaturityNotAfterIssue },
        { "MaturityDate", "2125-04-02", IssueDraftRefusal.TermTooLong },
        { "Minimum", "20,001", IssueDraftRefusal.MinimumAboveSize },
        { "Multiple", "0", TypedRefusal.TooSmall },
        { "CrowdMinimum", "20,001", IssueDraftRefusal.CrowdMinimumAboveSize },
        { "CrowdMinimum", "many", TypedRefusal.NotANumber },
    };

    [Theory]
    [MemberData(nameof(OneBadField))]
    public void Read_OneBadField_IsTheOneFault(string field, string typed, Enum expected)
    {
        var fields = Complete();
        Set(fields, field, typed);

        var faults = IssueDraftCheck.Read(fields, Now).Faults;

        Assert.Contains(faults, fault => fault.Field == field && fault.Refusal.Is(expected));
    }

    [Theory]
    [InlineData("Size", "40,000")] // 400,000,000 yen: just what the project still needs.
    [InlineData("Price", "20,000")]
    [InlineData("Coupon", "20")]
    [InlineData("SaleOpensOn", "2026-03-05")]
    [InlineData("SaleClosesOn", "2026-03-11")]
    [InlineData("IssueDate", "2026-03-25")] // Close 17:00 on the 20th plus four days: 09:00 on the 25th.
    [InlineData("MaturityDate", "2125-04-01")]
    [InlineData("Minimum", "20,000")]
    [InlineData("CrowdMinimum", "20,000")]
    [InlineData("TitleEn", "<script>alert(1)</script>")]
    public void Read_NearestAllowed_IsNoFault(string field, string typed)
    {
        var fields = Complete();
        Set(fields, field, typed);
        if (field == "Price") fields.Size = "20,000";

        Assert.Empty(IssueDraftCheck.Read(fields, Now).Faults);
    }

    // 10,001 yen times a billion tokens: ten trillion yen and a billion more.
    [Fact]
    public void Read_FaceValueAboveTenTrillion_IsTooLarge()
    {
        var fields = Complete();
        fields.Denomination = "10,001";
        fields.Size = "1,000,000,000";

        var fault = Assert.Single(IssueDraftCheck.Read(fields, Now).Faults);

        Assert.True(fault.Refusal.Is(IssueDraftRefusal.IssueTooLarge));
    }

    [Theory]
    [InlineData("10,000", false)]
    [InlineData("9,999", true)]
    [InlineData("", false)]
    public void Read_ZeroCoupon_NeedsAPriceBelowFace(string price, bool isAllowed)
    {
        var fields = Complete();
        fields.Kind = IssueDraftFields.Zero;
        fields.Coupon = "";
        fields.Frequency = "";
        fields.Price = price;

        var reading = IssueDraftCheck.Read(fields, Now);

        Assert.Equal(isAllowed, reading.Issue is not null);
        if (isAllowed) Assert.True(reading.Issue!.Terms.IsZeroCoupon);
    }

    [Fact]
    public void Read_Demonstration_AnnouncesWithoutNotice()
    {
        var fields = Complete();
        fields.SaleOpensOn = "2026-02-03";

        var reading = IssueDraftCheck.Read(fields, Now with { Rules = SaleTimeLimits.Demonstration });

        Assert.Empty(reading.Faults);
    }

    private static IssueDraftFields Complete() => new()
    {
        PurposeId = "7",
        TitleJa = "屋根 5年債",
        TitleEn = "Roofs, five years",
        Size = "20,000",
        Coupon = "1.25",
        SaleOpensOn = "2026-03-09",
        SaleClosesOn = "2026-03-20",
        IssueDate = "2026-04-01",
        MaturityDate = "2031-04-01",
    };

    private static void Set(IssueDraftFields fields, string field, string typed) =>
        typeof(IssueDraftFields).GetProperty(field)!.SetValue(fields, typed);
}
