namespace CitizenBonds.Domain.Calendars;

/// <summary>
/// Where a date that is not a business day moves (ISDA 2006 Definitions, 4.12). The numbers are stored.
/// </summary>
public enum BusinessDayConvention
{
    /// <summary>The date stays, business day or not.</summary>
    Unadjusted = 0,

    /// <summary>To the next business day.</summary>
    Following = 1,

    /// <summary>To the next business day, unless that is in another month: then to the one before.</summary>
    ModifiedFollowing = 2,

    /// <summary>To the business day before.</summary>
    Preceding = 3,
}
