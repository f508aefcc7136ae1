namespace CitizenBonds.Domain.Offerings;

/// <summary>How far the identity check has come.</summary>
public enum IdentityState
{
    NotStarted = 0,
    Waiting = 1,
    Approved = 2,
    Refused = 3,
}
