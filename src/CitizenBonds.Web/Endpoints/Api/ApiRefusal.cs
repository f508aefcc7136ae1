namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>
/// Why the interface for programs refuses before a use case is asked. When several apply, the first listed is reported.
/// </summary>
public enum ApiRefusal
{
    /// <summary>The demonstration is still being built.</summary>
    NotReady = 1,
    KeyMissing,
    KeyUnknown,
    KeyRevoked,

    /// <summary>The account is closed or no longer an institution's.</summary>
    NotAnInstitution,

    /// <summary>Too many wrong keys came from this address.</summary>
    TooManyWrongKeys,
    ScopeMissing,
    TooManyRequests,
    TooManyStreams,
    AddressUnknown,
    TimeMissing,

    /// <summary>The clock of the program, or the way of its request, is too far off.</summary>
    ClockSkew,
    IdempotencyKeyMissing,
    ParameterUnreadable,
    BodyUnreadable,

    /// <summary>A fault of the portal, logged under the number that is given.</summary>
    Failed,
}
