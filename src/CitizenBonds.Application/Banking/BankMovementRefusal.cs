namespace CitizenBonds.Application.Banking;

/// <summary>Why money does not cross the portal's border. When several apply, the first listed is reported.</summary>
public enum BankMovementRefusal
{
    /// <summary>There is no such movement, or it was decided.</summary>
    NothingToDecide = 1,

    /// <summary>Money moves only for people whose identity was checked.</summary>
    IdentityNotChecked,

    /// <summary>A citizen is paid out to a registered bank account only.</summary>
    PayoutAccountMissing,

    /// <summary>A changed bank account waits before it is paid to.</summary>
    PayoutAccountTooNew,
    AmountNotPositive,
    AmountAboveMost,

    /// <summary>The bank's own number of the statement line is missing or longer than 100 characters.</summary>
    BankReferenceMissing,

    /// <summary>Nobody decides on the own money.</summary>
    OwnMovement,

    /// <summary>That line of the bank statement was booked before.</summary>
    BankReferenceBooked,

    /// <summary>Above the limit the second approval comes from a different person.</summary>
    SamePersonTwice,
    ReasonMissing,
    ReasonTooLong,
    CashTooLow,
}
