namespace CitizenBonds.Domain.Offerings;

/// <summary>Why an issue does not move on. When several apply, the first listed is reported.</summary>
public enum IssueActionRefusal
{
    /// <summary>The issue is in a state in which this cannot be done.</summary>
    NotInThisState,

    /// <summary>Nothing is issued on one person's word: the one who submitted may not approve or permit.</summary>
    SecondPersonNeeded,

    /// <summary>Before the close of the sale.</summary>
    SaleNotClosed,

    /// <summary>Investors have applied.</summary>
    HasApplications,
}

/// <summary>What an action is judged by.</summary>
/// <param name="IsSamePerson">The one acting is the one who submitted.</param>
/// <param name="NeedsTreasury">The issuer's tier asks for the treasury's permission.</param>
/// <param name="IsSaleClosed">The moment of close has been reached.</param>
/// <param name="HasApplications">At least one application stands.</param>
public readonly record struct IssueActionContext(
    bool IsSamePerson, bool NeedsTreasury, bool IsSaleClosed, bool HasApplications);

/// <summary>Either the next state or the refusal; exactly one is set.</summary>
public readonly record struct IssueStep(IssueState? Next, IssueActionRefusal? Refusal)
{
    public static implicit operator IssueStep(IssueState next) => FromIssueState(next);

    public static implicit operator IssueStep(IssueActionRefusal refusal) => FromIssueActionRefusal(refusal);

    public static IssueStep FromIssueState(IssueState next) => new(next, null);

    public static IssueStep FromIssueActionRefusal(IssueActionRefusal refusal) => new(null, refusal);
}

/// <summary>
/// The life of an issue from draft to redemption. Draft (null) → Submitted → Announced, by way of AwaitingTreasury for
/// a weak municipality → Live or CrowdFailed → Redeemed. Redeemed, CrowdFailed, Refused and Cancelled are final.
/// </summary>
public static class IssueLifecycle
{
    /// <param name="current">Null while the issue is a draft.</param>
    public static IssueStep Decide(IssueState? current, IssueAction action, IssueActionContext context)
    {
        if (NextOf(current, action, context.NeedsTreasury) is not { } next) return IssueActionRefusal.NotInThisState;
        if (action is IssueAction.Approve or IssueAction.Permit && context.IsSamePerson)
            return IssueActionRefusal.SecondPersonNeeded;
        if (action is IssueAction.Settle or IssueAction.FailCrowd && !context.IsSaleClosed)
            return IssueActionRefusal.SaleNotClosed;
        if (action is IssueAction.Cancel && context.HasApplications) return IssueActionRefusal.HasApplications;
        return next;
    }

    public static bool IsFinal(IssueState state) =>
        state is IssueState.CrowdFailed or IssueState.Redeemed or IssueState.Refused or IssueState.Cancelled;

    private static IssueState? NextOf(IssueState? current, IssueAction action, bool needsTreasury) =>
        (current, action) switch
        {
            (null or IssueState.SentBack, IssueAction.Submit) => IssueState.Submitted,
            (IssueState.Submitted, IssueAction.Approve) =>
                needsTreasury ? IssueState.AwaitingTreasury : IssueState.Announced,
            (IssueState.Submitted or IssueState.AwaitingTreasury, IssueAction.SendBack) => IssueState.SentBack,
            (IssueState.AwaitingTreasury, IssueAction.Permit) => IssueState.Announced,
            (null or IssueState.Submitted or IssueState.AwaitingTreasury, IssueAction.Refuse) => IssueState.Refused,
            (IssueState.Submitted or IssueState.SentBack or IssueState.AwaitingTreasury or IssueState.Announced,
                IssueAction.Cancel) => IssueState.Cancelled,
            (IssueState.Announced, IssueAction.Settle) => IssueState.Live,
            (IssueState.Announced, IssueAction.FailCrowd) => IssueState.CrowdFailed,
            (IssueState.Live, IssueAction.Redeem) => IssueState.Redeemed,
            _ => null,
        };
}
