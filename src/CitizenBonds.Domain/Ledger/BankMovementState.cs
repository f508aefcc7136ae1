namespace CitizenBonds.Domain.Ledger;

/// <summary>How far a deposit or withdrawal has come.</summary>
public enum BankMovementState
{
    Requested = 0,

    /// <summary>Above the limit a second person must approve.</summary>
    FirstApproved = 1,
    Executed = 2,
    Refused = 3,
}
