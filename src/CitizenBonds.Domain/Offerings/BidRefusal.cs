namespace CitizenBonds.Domain.Offerings;

/// <summary>Why a competitive bid was refused. When several apply, the first listed is reported.</summary>
public enum BidRefusal
{
    SaleNotYetOpen,
    SaleClosed,

    /// <summary>Citizens take the price the competition sets; they do not bid one.</summary>
    NotAnInstitution,
    IdentityNotChecked,
    QuantityNotPositive,

    /// <summary>The bid would be void.</summary>
    BelowReservePrice,
    AboveHighestPrice,

    /// <summary>As many bids of one bidder stand as may stand.</summary>
    TooManyBids,

    /// <summary>All bids of the bidder together are above the share of the issue one bidder may take.</summary>
    AboveProfessionalLimit,
    CashTooLow,
}
