namespace CitizenBonds.Application.Offerings;

/// <summary>
/// Why figures that can be read do not make an issue. Several may apply at once, to different fields.
/// </summary>
public enum IssueDraftRefusal
{
    /// <summary>A zero-coupon bond sold at face value or above earns nothing.</summary>
    ZeroPriceNotBelowFace = 1,

    /// <summary>Above twice the denomination.</summary>
    PriceFarAboveFace = 2,

    /// <summary>A fixed-coupon bond without a coupon; the other kind is meant.</summary>
    FixedCouponZero = 3,

    /// <summary>Denomination times size is above the largest issue.</summary>
    IssueTooLarge = 4,

    /// <summary>The proceeds would exceed what the purpose still needs.</summary>
    AbovePurpose = 5,
    MinimumAboveSize = 6,
    MultipleAboveSize = 7,
    CrowdMinimumAboveSize = 8,

    /// <summary>Before the notice period is over.</summary>
    SaleOpensTooSoon = 9,

    /// <summary>More than three years ahead.</summary>
    TooFarAhead = 10,
    SaleTooShort = 11,
    SaleTooLong = 12,

    /// <summary>The last applicant would have less than the whole withdrawal period.</summary>
    IssueDateTooEarly = 13,
    IssueDateNotBusinessDay = 14,
    MaturityNotAfterIssue = 15,
    TermTooLong = 16,

    /// <summary>The highest price of an auction would be below the one under which bids are void.</summary>
    ReserveAbovePrice = 17,

    /// <summary>Too few tokens for shares of an auction to be whole.</summary>
    AuctionTooSmall = 18,

    /// <summary>An auction serves residents like everybody else and has no crowd minimum.</summary>
    NotInAuction = 19,

    /// <summary>Bids in an auction are for any number of tokens.</summary>
    OneTokenInAuction = 20,
}
