namespace CitizenBonds.Application.Offerings;

/// <summary>
/// Why a step of an issuer's work is not done, beside what the domain refuses; in order of precedence.
/// </summary>
public enum OfferingRefusal
{
    /// <summary>There is no such thing, or it belongs to another issuer: the answer is the same.</summary>
    NotFound = 1,

    /// <summary>The draft belongs to an issue that is being decided or was decided.</summary>
    DraftIsFrozen = 2,

    /// <summary>The draft has faults; the page lists them.</summary>
    DraftHasFaults = 3,

    /// <summary>The credit policy is for local governments.</summary>
    NotALocalGovernment = 4,

    /// <summary>No reason was given for sending back or refusing.</summary>
    ReasonMissing = 5,

    /// <summary>The sale has opened.</summary>
    SaleHasOpened = 6,

    /// <summary>The sale would open before the notice period is over: approved too late.</summary>
    NoticePeriodTooShort = 7,
}
