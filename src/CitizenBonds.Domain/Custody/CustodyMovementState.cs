namespace CitizenBonds.Domain.Custody;

/// <summary>How far a movement between ledger and chain has come. Codes are stored: they never change.</summary>
public enum CustodyMovementState
{
    /// <summary>Booked out of the ledger, not yet on the chain.</summary>
    OnItsWay = 1,

    /// <summary>Where it was to go, deep enough in the chain.</summary>
    Done = 2,

    /// <summary>The chain refused; the tokens are back by a further entry.</summary>
    Returned = 3,

    /// <summary>Came from a wallet nobody has linked: kept apart until its owner links it.</summary>
    InSuspense = 4,

    /// <summary>Arrived after the bond was paid back: the principal was credited instead of the tokens.</summary>
    PaidInCash = 5,
}
