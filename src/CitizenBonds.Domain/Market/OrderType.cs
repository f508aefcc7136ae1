namespace CitizenBonds.Domain.Market;

/// <summary>How an order takes and rests.</summary>
public enum OrderType : byte
{
    /// <summary>Takes up to its limit; what is left rests in the book.</summary>
    Limit = 0,

    /// <summary>Takes at any price; what is left is dropped.</summary>
    Market = 1,

    /// <summary>Takes up to its limit; what is left is dropped.</summary>
    ImmediateOrCancel = 2,

    /// <summary>Takes its whole quantity up to its limit at once, or nothing.</summary>
    FillOrKill = 3,
}
