namespace CitizenBonds.Domain.Offerings;

/// <summary>How far a competitive bid has come.</summary>
public enum BidState
{
    /// <summary>Sealed; stands at the close unless withdrawn before.</summary>
    Sealed = 0,
    Withdrawn = 1,

    /// <summary>In full or in part; zero is NotAwarded.</summary>
    Awarded = 2,
    NotAwarded = 3,

    /// <summary>The auction sold nothing.</summary>
    Returned = 4,
}
