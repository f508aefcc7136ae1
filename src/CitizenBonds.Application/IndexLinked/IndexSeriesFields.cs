using CitizenBonds.Application.Offerings;

namespace CitizenBonds.Application.IndexLinked;

/// <summary>An index-linked bond as the treasury types it.</summary>
public sealed record IndexSeriesFields
{
    /// <summary>The deficit its proceeds are booked against; always a deficit.</summary>
    public required OpenPurposeCommand Deficit { get; init; }

    /// <summary>Titles, size, price, coupon, dates; what a perpetual has no choice in is set by the portal.</summary>
    public required IssueDraftFields Bond { get; init; }

    /// <summary>Name of a basket.</summary>
    public string? Basket { get; init; }

    /// <summary>Percent of the index's movement.</summary>
    public string? Share { get; init; } = "100";

    /// <summary>Days.</summary>
    public string? AgeDays { get; init; } = "45";
}
