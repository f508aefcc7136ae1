using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>Why phased entry refuses. When several apply, the first listed is reported.</summary>
public enum EntryRefusal
{
    IdentityNotChecked,
    KnowledgeTestMissing,
    KnowledgeTestTooOld,

    /// <summary>Nobody orders for the first time without having been shown what a loss would look like.</summary>
    LossSimulationNotSeen,
    AboveFirstPhaseLimit,
    AboveSecondPhaseLimit,
    AboveProfessionalLimit,
}

/// <summary>The answer of <see cref="PhasedEntry"/>.</summary>
/// <param name="Refusal">Null when the whole quantity is allowed.</param>
/// <param name="AllowedMax">Most tokens that would be allowed now; may be more than was asked for.</param>
public readonly record struct EntryDecision(EntryRefusal? Refusal, Quantity AllowedMax);

/// <summary>
/// Limits that grow with experience. They bind at application, allotment and in the market alike. Amounts are at price,
/// per issue, what is already held or applied for included.
/// </summary>
public sealed record PhasedEntry
{
    /// <summary>Allowed in the first phase whatever the net assets: 150,000 yen by default.</summary>
    public Money FirstPhaseFloor { get; init; } = Money.FromYen(150_000);

    /// <summary>Share of the declared net assets allowed in the first phase, if that is more: 5 % by default.</summary>
    public Rate NetAssetsShare { get; init; } = Rate.FromPerMillion(50_000);

    /// <summary>The second phase allows this many times the first.</summary>
    public long SecondPhaseMultiple { get; init; } = 5;

    /// <summary>Share of an issue one professional may take: 35 % by default.</summary>
    public Rate ProfessionalShare { get; init; } = Rate.FromPerMillion(350_000);

    /// <summary>A knowledge test is good for this many years; it ends on the same day of the year.</summary>
    public int TestValidYears { get; init; } = 2;

    public static PhasedEntry Default { get; } = new();

    /// <param name="today">The day at the portal.</param>
    public EntryPhase PhaseOf(InvestorStanding investor, DateOnly today)
    {
        if (!investor.IsIdentityChecked) return EntryPhase.Browse;
        if (investor.IsProfessional) return EntryPhase.Professional;
        if (FindTestRefusal(investor, today) is not null) return EntryPhase.Browse;
        return investor.HasReceivedCoupon ? EntryPhase.Second : EntryPhase.First;
    }

    /// <summary>Most an investor may hold of one issue, at price; shares round down to the whole unit.</summary>
    /// <param name="issueVolume">The whole issue at price.</param>
    public Money LimitPerIssue(EntryPhase phase, Money? declaredNetAssets, Money issueVolume) => phase switch
    {
        EntryPhase.Browse => Money.Zero,
        EntryPhase.First => Money.Min(FirstPhaseLimit(declaredNetAssets), issueVolume),
        EntryPhase.Second => Money.Min(SecondPhaseLimit(declaredNetAssets, issueVolume), issueVolume),
        EntryPhase.Professional => ShareOf(issueVolume, ProfessionalShare),
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, null),
    };

    /// <param name="committed">What the investor holds of the issue and has applied or bid for, at price, without
    /// this.</param>
    /// <param name="price">Of one token; above zero.</param>
    public EntryDecision Decide(
        InvestorStanding investor, DateOnly today, Quantity wanted, Money price, Money committed, Money issueVolume)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(price, Money.Zero);
        if (!investor.IsIdentityChecked) return new(EntryRefusal.IdentityNotChecked, Quantity.Zero);
        if (!investor.IsProfessional && FindTestRefusal(investor, today) is { } testRefusal)
            return new(testRefusal, Quantity.Zero);
        if (!investor.IsProfessional && !investor.HasSeenLossSimulation)
            return new(EntryRefusal.LossSimulationNotSeen, Quantity.Zero);
        var phase = PhaseOf(investor, today);
        var room = LimitPerIssue(phase, investor.DeclaredNetAssets, issueVolume) - committed;
        // Rounds down: never above the limit.
        var allowed = Quantity.FromTokens(Math.Max(0, room.MinorUnits) / price.MinorUnits);
        return new(wanted <= allowed ? null : LimitRefusal(phase), allowed);
    }

    private Money FirstPhaseLimit(Money? declaredNetAssets) =>
        declaredNetAssets is { } assets ? Money.Max(FirstPhaseFloor, ShareOf(assets, NetAssetsShare)) : FirstPhaseFloor;

    private Money SecondPhaseLimit(Money? declaredNetAssets, Money issueVolume)
    {
        var first = FirstPhaseLimit(declaredNetAssets);
        // Declared assets may be absurdly large; more than the whole issue is never needed.
        return first > issueVolume ? issueVolume : first * Quantity.FromTokens(SecondPhaseMultiple);
    }

    private EntryRefusal? FindTestRefusal(InvestorStanding investor, DateOnly today)
    {
        if (investor.TestPassedOn is not { } passedOn) return EntryRefusal.KnowledgeTestMissing;
        return today >= passedOn.AddYears(TestValidYears) ? EntryRefusal.KnowledgeTestTooOld : null;
    }

    private static Money ShareOf(Money whole, Rate share) =>
        whole.Prorate(share.PerMillion, 1_000_000, MidpointRounding.ToNegativeInfinity);

    private static EntryRefusal LimitRefusal(EntryPhase phase) => phase switch
    {
        EntryPhase.First => EntryRefusal.AboveFirstPhaseLimit,
        EntryPhase.Second => EntryRefusal.AboveSecondPhaseLimit,
        _ => EntryRefusal.AboveProfessionalLimit,
    };
}
