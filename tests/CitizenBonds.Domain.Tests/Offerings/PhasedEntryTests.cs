using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class PhasedEntryTests
{
    private static readonly Money Issue = Money.FromYen(100_000_000);

    [Theory]
    [InlineData(EntryPhase.Browse, null, 0)]
    [InlineData(EntryPhase.First, null, 150_000)]
    [InlineData(EntryPhase.First, 3_000_000L, 150_000)] // 5 % of 3,000,000 is exactly the floor.
    [InlineData(EntryPhase.First, 3_000_020L, 150_001)]
    [InlineData(EntryPhase.First, 3_000_039L, 150_001)] // 150,001.95 rounds down.
    [InlineData(EntryPhase.Second, null, 750_000)]
    [InlineData(EntryPhase.Second, 10_000_000L, 2_500_000)] // 5 × 500,000.
    [InlineData(EntryPhase.Second, 9_000_000_000_000_000_000L, 100_000_000)] // Never more than the issue.
    [InlineData(EntryPhase.Professional, null, 35_000_000)]
    public void LimitPerIssue_PhaseAndNetAssets_GiveTheLimit(EntryPhase phase, long? assets, long limitYen)
    {
        var declared = assets is { } yen ? Money.FromYen(yen) : (Money?)null;
        Assert.Equal(Money.FromYen(limitYen), PhasedEntry.Default.LimitPerIssue(phase, declared, Issue));
    }

    [Theory]
    [InlineData(false, false, 15, EntryRefusal.AboveFirstPhaseLimit)]
    [InlineData(true, false, 75, EntryRefusal.AboveSecondPhaseLimit)]
    [InlineData(false, true, 3_500, EntryRefusal.AboveProfessionalLimit)]
    public void Decide_AtTheLimitAndOneAbove_AllowsAndRefuses(
        bool hasCoupon, bool isProfessional, int allowed, EntryRefusal refusal)
    {
        var investor = new InvestorStanding
        {
            IsIdentityChecked = true,
            TestPassedOn = isProfessional ? null : new DateOnly(2026, 1, 1),
            HasSeenLossSimulation = !isProfessional,
            HasReceivedCoupon = hasCoupon,
            IsProfessional = isProfessional,
            DeclaredNetAssets = null,
        };
        Assert.Equal(new EntryDecision(null, Quantity.FromTokens(allowed)), Decide(investor, allowed));
        Assert.Equal(new EntryDecision(refusal, Quantity.FromTokens(allowed)), Decide(investor, allowed + 1));
    }

    private static EntryDecision Decide(InvestorStanding investor, long tokens) =>
        PhasedEntry.Default.Decide(
            investor, new DateOnly(2026, 4, 1), Quantity.FromTokens(tokens), Money.FromYen(10_000), Money.Zero, Issue);
}
