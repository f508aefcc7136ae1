namespace CitizenBonds.Domain.IndexLinked;

/// <summary>Why the index has no value on a day. Codes are stored.</summary>
public enum IndexFault
{
    /// <summary>A metal was never quoted before that day.</summary>
    NeverQuoted = 1,

    /// <summary>A metal's last price is older than the terms allow.</summary>
    TooOld = 2,
}

/// <summary>What is missing for the index of a day: nothing is paid until it is there.</summary>
/// <param name="Code">The first metal without a usable price.</param>
/// <param name="Last">Its last price's day; null when there is none.</param>
public sealed record IndexGap(IndexFault Fault, string Code, DateOnly? Last);
