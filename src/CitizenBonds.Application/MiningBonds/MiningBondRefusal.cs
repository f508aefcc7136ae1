namespace CitizenBonds.Application.MiningBonds;

/// <summary>Why something about a mining bond is not done; in order of precedence.</summary>
public enum MiningBondRefusal
{
    /// <summary>There is no such series.</summary>
    SeriesUnknown = 1,

    /// <summary>Evidence is a public address that begins with https.</summary>
    EvidenceNotAnAddress = 2,

    /// <summary>A score is given today or earlier.</summary>
    ScoredInFuture = 3,

    /// <summary>All four weights are zero.</summary>
    NoWeight = 4,

    /// <summary>The first scores weigh nothing: the index could not be compared with them.</summary>
    BaseScoresZero = 5,
}
