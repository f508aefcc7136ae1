namespace CitizenBonds.Data.Chain;

/// <summary>How far a transaction has come. Codes are stored: they never change.</summary>
public enum ChainTransactionState
{
    /// <summary>Wanted; a nonce may have been set aside for it.</summary>
    Planned = 0,

    /// <summary>Signed bytes are kept, and have been sent or are about to be.</summary>
    Sent = 1,

    /// <summary>In a block we followed; a reorganisation can still take it out.</summary>
    Mined = 2,

    /// <summary>Deep enough to count as done.</summary>
    Confirmed = 3,

    /// <summary>In a block, and without effect: the contract refused.</summary>
    Reverted = 4,
}
