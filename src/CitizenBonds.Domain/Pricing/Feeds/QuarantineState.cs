namespace CitizenBonds.Domain.Pricing.Feeds;

/// <summary>Where quarantined feed data stands.</summary>
public enum QuarantineState
{
    Held = 0,

    /// <summary>One person wants it released.</summary>
    Proposed = 1,

    /// <summary>A second person agreed; it counts from then on.</summary>
    Released = 2,

    /// <summary>It never counts.</summary>
    Rejected = 3,
}
