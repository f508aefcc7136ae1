namespace CitizenBonds.Application.Investors;

/// <summary>
/// Why a sitting of the knowledge test does not count. When several apply, the first listed is reported.
/// </summary>
public enum KnowledgeRefusal
{
    /// <summary>Another sitting was handed in meanwhile; the answers of this form stand in an old order.</summary>
    FormOutOfDate = 1,

    /// <summary>The test was passed and is good for a long while yet.</summary>
    StillValid,
    AnswersMissing,
}
