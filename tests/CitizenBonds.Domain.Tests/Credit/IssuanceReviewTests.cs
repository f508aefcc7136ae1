using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Credit;

/// <summary>The issuers here have a standard fiscal scale of 5,000,000,000 yen.</summary>
public sealed class IssuanceReviewTests
{
    [Theory]
    [InlineData(5, 5_000_000_000, 800_000_000)] // A: 100 % and 16 %
    [InlineData(12, 3_000_000_000, 400_000_000)] // B: 60 % and 8 %
    [InlineData(20, 1_500_000_000, 200_000_000)] // C: 30 % and 4 %
    [InlineData(27, 0, 0)] // D
    [InlineData(36, 0, 0)] // E
    public void For_TierByDebtService_GivesItsLimits(int debtService, long outstandingMax, long newPerYearMax)
    {
        var review = Review(debtService, faceValue: 1);

        Assert.Equal(Money.FromYen(outstandingMax), review.Limit?.OutstandingMax);
        Assert.Equal(Money.FromYen(newPerYearMax), review.Limit?.NewPerYearMax);
    }

    [Fact]
    public void For_ScaleNotDivisible_LimitRoundsDown()
    {
        var indicators = CreditPolicyTests.Indicators(5m, 0m) with { StandardFiscalScale = Money.FromYen(99) };

        var limit = IssuanceReview.For(CreditPolicy.Default, indicators, Proposal(1)).Limit;

        // 16 % of 99 yen is 15.84.
        Assert.Equal(Money.FromYen(15), limit?.NewPerYearMax);
    }

    [Theory]
    [InlineData(300_000_000, null)]
    [InlineData(300_000_001, IssuanceRefusal.AboveYearlyLimit)]
    public void For_FiveHundredMillionAlreadyThisYear_YearlyLimitBinds(long faceValue, IssuanceRefusal? refusal)
    {
        var review = Review(5, faceValue, newThisYear: 500_000_000);

        Assert.Equal(refusal, review.Refusal);
        Assert.Equal(Money.FromYen(300_000_000), review.LargestNewIssue);
    }

    [Theory]
    [InlineData(100_000_000, null)]
    [InlineData(100_000_001, IssuanceRefusal.AboveOutstandingLimit)]
    public void For_AlmostAllOutstandingUsed_OutstandingLimitBinds(long faceValue, IssuanceRefusal? refusal) =>
        Assert.Equal(refusal, Review(5, faceValue, outstanding: 4_900_000_000).Refusal);

    [Theory]
    [InlineData(27, BorrowingPurpose.NewMoney, IssuanceRefusal.TierForbidsNewIssue)]
    [InlineData(27, BorrowingPurpose.Refinancing, null)]
    [InlineData(27, BorrowingPurpose.DisasterRecovery, null)]
    [InlineData(36, BorrowingPurpose.NewMoney, IssuanceRefusal.TierForbidsNewIssue)]
    [InlineData(36, BorrowingPurpose.Refinancing, IssuanceRefusal.TierForbidsNewIssue)]
    [InlineData(36, BorrowingPurpose.DisasterRecovery, null)]
    public void For_WeakTier_AllowsOnlyItsPurposes(int debtService, BorrowingPurpose purpose, IssuanceRefusal? refusal)
    {
        var review = Review(debtService, 1_000_000, outstanding: 1_000_000, purpose: purpose);

        Assert.Equal(refusal, review.Refusal);
        Assert.True(review.NeedsTreasuryPermission);
        Assert.Equal(Money.Zero, review.LargestNewIssue);
        Assert.Null(review.YearlyShareUsed);
    }

    [Fact]
    public void For_RefinancingMoreThanIsOwed_IsRefused() =>
        Assert.Equal(
            IssuanceRefusal.AboveOutstandingLimit,
            Review(27, 1_000_001, outstanding: 1_000_000, purpose: BorrowingPurpose.Refinancing).Refusal);

    [Fact]
    public void For_TierC_RequiresPermissionAndIsNotRefused()
    {
        var review = Review(20, 200_000_000);

        Assert.True(review.NeedsTreasuryPermission);
        Assert.Null(review.Refusal);
        Assert.Equal(1m, review.YearlyShareUsed);
    }

    [Fact]
    public void For_HalfTheYearlyLimit_ShowsTheShares()
    {
        var review = Review(5, 400_000_000, outstanding: 600_000_000);

        Assert.Equal(0.5m, review.YearlyShareUsed); // 400 of 800 million
        Assert.Equal(0.2m, review.OutstandingShareUsed); // 600 + 400 of 5,000 million
        Assert.False(review.NeedsTreasuryPermission);
    }

    [Fact]
    public void For_ScaleUnknown_IsRefusedForMissingData()
    {
        var indicators = CreditPolicyTests.Indicators(5m, 0m) with { StandardFiscalScale = null };

        var review = IssuanceReview.For(CreditPolicy.Default, indicators, Proposal(1));

        Assert.Equal(IssuanceRefusal.MissingData, review.Refusal);
        Assert.Null(review.Limit);
    }

    [Theory]
    [InlineData(CreditTier.A, 6, 500)] // flat before one year
    [InlineData(CreditTier.A, 60, 1_000)]
    [InlineData(CreditTier.A, 84, 1_160)] // 10 bp + 24/60 of 4 bp
    [InlineData(CreditTier.C, 120, 6_200)]
    [InlineData(CreditTier.E, 600, 29_000)] // flat after forty years
    public void SpreadAt_TierAndMonths_InterpolatesThePublishedPoints(CreditTier tier, int months, long perMillion) =>
        Assert.Equal(perMillion, CreditPolicy.Default.TermsOf(tier).Spread.At(months).PerMillion);

    [Fact]
    public void SpreadAt_WorseTier_NeverPaysLess()
    {
        for (var months = 1; months <= 480; months++)
        {
            var spreads = CreditPolicy.Default.Tiers.Select(terms => terms.Spread.At(months)).ToArray();
            Assert.Equal(spreads.Order(), spreads);
        }
    }

    private static IssuanceReview Review(
        decimal debtService, long faceValue, long outstanding = 0, long newThisYear = 0,
        BorrowingPurpose purpose = BorrowingPurpose.NewMoney) =>
        IssuanceReview.For(
            CreditPolicy.Default,
            CreditPolicyTests.Indicators(debtService, 0m),
            Proposal(faceValue) with
            {
                Outstanding = Money.FromYen(outstanding),
                NewThisYear = Money.FromYen(newThisYear),
                Purpose = purpose,
            });

    private static IssuanceProposal Proposal(long faceValue) => new()
    {
        FaceValue = Money.FromYen(faceValue),
        Outstanding = Money.Zero,
        NewThisYear = Money.Zero,
    };
}
