namespace CitizenBonds.Domain.Offerings;

/// <summary>Why an application was refused. When several apply, the first listed is reported.</summary>
public enum ApplicationRefusal
{
    SaleNotYetOpen,
    SaleClosed,
    IdentityNotChecked,
    KnowledgeTestMissing,
    KnowledgeTestTooOld,

    /// <summary>The loss simulation comes before the first order.</summary>
    LossSimulationNotSeen,
    BelowMinimum,
    NotInMultiples,
    AboveIssueSize,

    /// <summary>In an auction: more than one non-competitive bid counts for.</summary>
    AboveRetailShare,
    AboveFirstPhaseLimit,
    AboveSecondPhaseLimit,
    AboveProfessionalLimit,
    CashTooLow,
}
