using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Investors;

/// <summary>The steps from registration to the first bond, in order.</summary>
public enum GuidedStep
{
    Register = 0,
    Identity,
    Knowledge,
    Fund,
    Choose,
    Apply,

    /// <summary>Everything is done once.</summary>
    Done,
}

/// <summary>Where a person stands on the path.</summary>
public sealed record GuidedPath
{
    public required long InvestorId { get; init; }
    public required InvestorKind Kind { get; init; }
    public required IdentityState Identity { get; init; }

    /// <summary>What the operator wrote when the last check was refused; null otherwise.</summary>
    public required string? IdentityRefusal { get; init; }

    /// <summary>First day on which the knowledge test must be taken again; null when it was never passed.</summary>
    public required DateOnly? KnowledgeValidUntil { get; init; }

    public required bool IsKnowledgeValid { get; init; }
    public required Money Cash { get; init; }
    public required bool WasEverFunded { get; init; }

    /// <summary>ISIN of the sale in which something was typed and not confirmed; null when none is open.</summary>
    public required string? DraftIsin { get; init; }

    public required bool HasApplied { get; init; }

    public bool IsDone(GuidedStep step) => step switch
    {
        GuidedStep.Register => true,
        GuidedStep.Identity => Identity == IdentityState.Approved,
        GuidedStep.Knowledge => IsKnowledgeValid || Kind == InvestorKind.Institution,
        GuidedStep.Fund => WasEverFunded,
        GuidedStep.Choose => HasApplied || DraftIsin is not null,
        GuidedStep.Apply => HasApplied,
        _ => HasApplied,
    };

    /// <summary>
    /// The one next unfinished step that the person can do; while the operator looks at the identity check that is the
    /// test, and after it the check again.
    /// </summary>
    public GuidedStep Next
    {
        get
        {
            if (Identity == IdentityState.Waiting && !IsDone(GuidedStep.Knowledge)) return GuidedStep.Knowledge;
            for (var step = GuidedStep.Identity; step < GuidedStep.Done; step++)
                if (!IsDone(step)) return step;
            return GuidedStep.Done;
        }
    }
}
