namespace CitizenBonds.Domain.Credit;

/// <summary>What an issue is for, as far as the limits care.</summary>
public enum BorrowingPurpose
{
    /// <summary>Covers a deficit or funds a project: adds to what is owed.</summary>
    NewMoney = 0,

    /// <summary>Repays tokens that mature: what is owed does not grow.</summary>
    Refinancing = 1,

    /// <summary>Repair after a disaster: the last thing even a tier E issuer may borrow for.</summary>
    DisasterRecovery = 2,
}
