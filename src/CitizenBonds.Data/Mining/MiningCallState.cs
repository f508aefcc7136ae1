namespace CitizenBonds.Data.Mining;

/// <summary>How far a call has come. Codes are stored.</summary>
public enum MiningCallState
{
    /// <summary>Holders may take their asks out of the book.</summary>
    Announced = 0,

    /// <summary>The bid for everything stands, its money set aside.</summary>
    Buying = 1,

    /// <summary>What was not offered has been paid.</summary>
    Ended = 2,
}
