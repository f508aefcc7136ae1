namespace CitizenBonds.Domain.Ledger;

/// <summary>How far an unannounced line of the bank statement has come.</summary>
public enum BankLineState
{
    /// <summary>Its message names its owner: from there on it is that person's deposit.</summary>
    Recognised = 1,

    /// <summary>Nobody's yet: the money lies on the suspense account.</summary>
    InSuspense = 2,

    /// <summary>Above the limit one person has named the owner or the way back, and a second has to.</summary>
    Proposed = 3,

    /// <summary>Moved from the suspense account to its owner.</summary>
    Assigned = 4,

    /// <summary>Sent back to its payer.</summary>
    Returned = 5,
}
