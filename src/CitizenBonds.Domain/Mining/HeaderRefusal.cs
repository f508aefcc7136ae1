namespace CitizenBonds.Domain.Mining;

/// <summary>Why headers are not taken in, beside what <see cref="HeaderFault"/> finds in one of them.</summary>
public enum HeaderRefusal
{
    /// <summary>No header in it.</summary>
    Empty = 1,

    /// <summary>Heights have a gap or do not rise one by one.</summary>
    NotConsecutive = 2,

    /// <summary>A header of a known height is not Bitcoin's block: another chain.</summary>
    OtherChain = 3,

    /// <summary>The first headers ever do not start with a known block of Bitcoin.</summary>
    StartUnknown = 4,

    /// <summary>Orphaned: the block it builds on is not in the chain followed.</summary>
    Orphaned = 5,

    /// <summary>A branch beside the chain followed, with no more work than that.</summary>
    LessWork = 6,
}
