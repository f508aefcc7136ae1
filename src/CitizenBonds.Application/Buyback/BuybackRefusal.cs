namespace CitizenBonds.Application.Buyback;

/// <summary>
/// Why something about a programme or an offer is not done, beside what the plan's own rules refuse; in order of
/// precedence.
/// </summary>
public enum BuybackRefusal
{
    /// <summary>There is no such programme or auction, or it is not this person's to touch.</summary>
    NotFound = 1,

    /// <summary>Only a mining government bond that is outstanding is bought back.</summary>
    SeriesNotLive = 2,

    /// <summary>Something typed cannot be read; the page says what.</summary>
    PlanHasFaults = 3,

    /// <summary>Another programme for the series has not ended.</summary>
    ProgrammeUnderWay = 4,

    /// <summary>The programme's state does not allow it.</summary>
    NotInThisState = 5,

    /// <summary>The last slice of its calendar has passed.</summary>
    CalendarOver = 6,

    /// <summary>An order is on its way; it takes a moment.</summary>
    SliceUnderWay = 7,

    /// <summary>A reverse auction is open; it closes first.</summary>
    AuctionOpen = 8,

    /// <summary>Closes today, after the calendar, on no trading day, or within 168 hours of the issue.</summary>
    AuctionCloseOutOfRange = 9,

    /// <summary>More money than remains of the target.</summary>
    AuctionAboveRemaining = 10,

    /// <summary>More tokens than may still be bought of the series.</summary>
    AuctionAboveRoom = 11,

    /// <summary>A retail leg larger than the auction.</summary>
    RetailAboveAuction = 12,

    /// <summary>The money does not pay one token at the last price.</summary>
    AuctionBelowOneToken = 13,

    /// <summary>The auction has closed.</summary>
    AuctionClosed = 14,

    /// <summary>Institutions name a price: the retail leg is for citizens.</summary>
    RetailForCitizens = 15,

    /// <summary>A price of zero or less, or more than fifty per cent from the last.</summary>
    PriceOutOfRange = 16,

    /// <summary>The tokens are there, but held for an order to sell.</summary>
    TokensHeldForSale = 17,

    /// <summary>Fewer tokens than offered.</summary>
    TokensTooFew = 18,

    /// <summary>Nothing to do now: another worker did it, or it is not time. Never shown.</summary>
    NotDue = 19,
}
