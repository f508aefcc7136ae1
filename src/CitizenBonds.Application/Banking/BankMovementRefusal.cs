namespace CitizenBonds.Application.Banking;

/// <summary>Why money does not cross the portal's border. When several apply, the first listed is reported.</summary>
public enum BankMovementRefusal
{
    /// <summary>There is no such movement, or it was decided.</summary>
    NothingToDecide = 1,

    /// <summary>Money moves only for people whose identity was checked.</summary>
    IdentityNotChecked,
    AmountNotPositive,
    AmountAboveMost,

    /// <summary>The bank's own number of the statement line is missing or longer than 100 characters.</summary>
    BankReferenceMissing,

    /// <summary>That line of the bank statement was booked before.</summary>
    BankReferenceBooked,

    /// <summary>Nobody decides on the own money.</summary>
    OwnMovement,

    /// <summary>Above the limit the second approval comes from a different person.</summary>
    SamePersonTwice,
    ReasonMissing,
    ReasonTooLong,
    CashTooLow,
}
