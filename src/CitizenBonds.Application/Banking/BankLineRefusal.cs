namespace CitizenBonds.Application.Banking;

/// <summary>Why a line of the bank statement is not booked or not assigned. When several apply, the first listed is
/// reported.</summary>
public enum BankLineRefusal
{
    /// <summary>There is no such line, or it has its owner.</summary>
    NothingToAssign = 1,

    /// <summary>What the payer wrote is longer than a bank carries.</summary>
    MessageTooLong,

    /// <summary>The code has wrong check digits, or nobody with a checked identity has it.</summary>
    CodeUnknown,

    /// <summary>Nobody assigns money to themselves.</summary>
    OwnMoney,

    /// <summary>Above the limit a different person has to name the same owner.</summary>
    SamePersonTwice,
}
