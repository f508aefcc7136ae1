using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class ApplicationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 4, 1);

    private static readonly InvestorStanding Citizen = new()
    {
        IsIdentityChecked = true,
        TestPassedOn = Today.AddYears(-1),
        HasSeenLossSimulation = true,
        HasReceivedCoupon = false,
        IsProfessional = false,
        DeclaredNetAssets = null,
    };

    /// <summary>
    /// 10 tokens of 10,000 yen, in lots of 2 from 4 on, of an issue of 1,000; free cash 1,000,000 yen.
    /// </summary>
    private static readonly ApplicationRequest Ten = new()
    {
        Quantity = Quantity.FromTokens(10),
        Price = Money.FromYen(10_000),
        Sale = new SaleRules
        {
            Supply = Quantity.FromTokens(1_000),
            Minimum = Quantity.FromTokens(4),
            Multiple = Quantity.FromTokens(2),
        },
        OpensAt = Now,
        ClosesAt = Now.AddDays(2),
        Investor = Citizen,
        Committed = Money.Zero,
        AvailableCash = Money.FromYen(1_000_000),
    };

    [Fact]
    public void Decide_WithinEverything_IsAllowed() =>
        Assert.Equal(new ApplicationDecision(null, Quantity.FromTokens(10)), Decide(Ten));

    [Fact]
    public void Decide_BeforeOpening_IsRefusedAtOpeningAllowed()
    {
        Assert.Equal(ApplicationRefusal.SaleNotYetOpen, Decide(Ten with { OpensAt = Now.AddTicks(1) }).Refusal);
        Assert.Null(Decide(Ten with { OpensAt = Now }).Refusal);
    }

    [Fact]
    public void Decide_AtClose_IsRefusedJustBeforeAllowed()
    {
        Assert.Equal(ApplicationRefusal.SaleClosed, Decide(Ten with { ClosesAt = Now }).Refusal);
        Assert.Null(Decide(Ten with { ClosesAt = Now.AddTicks(1) }).Refusal);
    }

    [Fact]
    public void Decide_IdentityAndTest_AreNamedInOrder()
    {
        var unknown = Citizen with { IsIdentityChecked = false, TestPassedOn = null };
        Assert.Equal(ApplicationRefusal.IdentityNotChecked, Decide(Ten with { Investor = unknown }).Refusal);
        var untested = Citizen with { TestPassedOn = null };
        Assert.Equal(ApplicationRefusal.KnowledgeTestMissing, Decide(Ten with { Investor = untested }).Refusal);
        var stale = Citizen with { TestPassedOn = Today.AddYears(-2) };
        Assert.Equal(ApplicationRefusal.KnowledgeTestTooOld, Decide(Ten with { Investor = stale }).Refusal);
        var lastDay = Citizen with { TestPassedOn = Today.AddYears(-2).AddDays(1) };
        Assert.Null(Decide(Ten with { Investor = lastDay }).Refusal);
    }

    [Fact]
    public void Decide_LossSimulationNotSeen_ComesAfterTheTestAndBeforeTheQuantity()
    {
        var unseen = Citizen with { HasSeenLossSimulation = false };
        var untested = unseen with { TestPassedOn = null };
        var professional = unseen with { IsProfessional = true, TestPassedOn = null };

        Assert.Equal(ApplicationRefusal.KnowledgeTestMissing, Decide(Ten with { Investor = untested }).Refusal);
        Assert.Equal(
            ApplicationRefusal.LossSimulationNotSeen,
            Decide(Ten with { Investor = unseen, Quantity = Quantity.FromTokens(3) }).Refusal);
        Assert.Null(Decide(Ten with { Investor = professional }).Refusal);
    }

    [Theory]
    [InlineData(3, ApplicationRefusal.BelowMinimum, 4)]
    [InlineData(4, null, 4)]
    [InlineData(5, ApplicationRefusal.NotInMultiples, 4)]
    [InlineData(14, null, 14)]
    [InlineData(16, ApplicationRefusal.AboveFirstPhaseLimit, 14)] // 150,000 yen are 15 tokens; in lots 14.
    [InlineData(1_002, ApplicationRefusal.AboveIssueSize, 14)]
    public void Decide_Quantity_IsRefusedWithTheNearestAllowed(int tokens, ApplicationRefusal? refusal, int nearest) =>
        Assert.Equal(
            new ApplicationDecision(refusal, Quantity.FromTokens(nearest)),
            Decide(Ten with { Quantity = Quantity.FromTokens(tokens) }));

    [Fact]
    public void Decide_CashForFiveTokens_AllowsFour() => // Five are not in lots.
        Assert.Equal(
            new ApplicationDecision(ApplicationRefusal.CashTooLow, Quantity.FromTokens(4)),
            Decide(Ten with { AvailableCash = Money.FromYen(59_999) }));

    [Fact]
    public void Decide_CashBelowTheMinimum_AllowsNothing() =>
        Assert.Equal(
            new ApplicationDecision(ApplicationRefusal.CashTooLow, Quantity.Zero),
            Decide(Ten with { AvailableCash = Money.FromYen(39_999) }));

    [Fact]
    public void Decide_AlreadyCommitted_LeavesTheRest() => // 150,000 − 60,000 = 90,000: 9 tokens, in lots 8.
        Assert.Equal(
            new ApplicationDecision(ApplicationRefusal.AboveFirstPhaseLimit, Quantity.FromTokens(8)),
            Decide(Ten with { Committed = Money.FromYen(60_000) }));

    private static ApplicationDecision Decide(ApplicationRequest request) =>
        ApplicationRules.Decide(request, PhasedEntry.Default, Now, Today);
}
