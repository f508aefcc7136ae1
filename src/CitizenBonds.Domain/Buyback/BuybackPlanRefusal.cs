namespace CitizenBonds.Domain.Buyback;

/// <summary>Why a programme cannot be planned so. When several apply, the first listed is reported.</summary>
public enum BuybackPlanRefusal
{
    TargetZero = 1,

    /// <summary>More money than everything outstanding costs at the highest price that may be paid today.</summary>
    TargetBeyondSeries = 2,

    /// <summary>Outside (0 %, 100 %].</summary>
    GainOutOfRange = 3,

    /// <summary>Outside 0 to 10.</summary>
    ElasticityOutOfRange = 4,

    /// <summary>Above 10 %.</summary>
    MarginTooWide = 5,

    /// <summary>Outside (0 %, 100 %].</summary>
    ParticipationOutOfRange = 6,

    /// <summary>Above the 33 % of a series the central bank may hold, or zero.</summary>
    ConcentrationOutOfRange = 7,

    /// <summary>Outside 1 hour to 31 days.</summary>
    WindowOutOfRange = 8,

    /// <summary>The last day lies before the first, the first before tomorrow, or both are too far apart.</summary>
    CalendarOutOfRange = 9,

    /// <summary>A slice before 168 hours have passed since the issue.</summary>
    StartsInBlackout = 10,

    /// <summary>No trading day between the first and the last day.</summary>
    NoTradingDay = 11,

    /// <summary>The most money of one slice does not pay one token.</summary>
    SliceBelowOneToken = 12,

    /// <summary>The most money of one slice is more than the whole target.</summary>
    SliceAboveTarget = 13,

    /// <summary>All slices together, each at its most, do not reach the target.</summary>
    SlicesBelowTarget = 14,

    /// <summary>The share of the series that may be held costs less than the target.</summary>
    ConcentrationBelowTarget = 15,
}
