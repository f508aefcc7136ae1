namespace CitizenBonds.Application.Investors;

/// <summary>
/// Why an identity check is not taken in or not decided. When several apply, the first listed is reported.
/// </summary>
public enum IdentityCheckRefusal
{
    AlreadyApproved = 1,

    /// <summary>One is waiting for its decision.</summary>
    AlreadyWaiting,
    NameMissing,
    NameTooLong,

    /// <summary>In the future, or more than 120 years ago.</summary>
    BirthDateImpossible,

    /// <summary>Under 18, the age of majority (Civil Code, art. 4).</summary>
    TooYoung,
    AddressMissing,
    AddressTooLong,
    MunicipalityUnknown,

    /// <summary>There is no such check, or it was decided.</summary>
    NothingToDecide,

    /// <summary>Nobody decides on the own identity.</summary>
    OwnCheck,
    ReasonMissing,
    ReasonTooLong,
}
