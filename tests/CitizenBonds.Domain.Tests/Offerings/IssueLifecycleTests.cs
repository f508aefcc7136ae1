using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class IssueLifecycleTests
{
    private static readonly IssueActionContext Fine =
        new(IsSamePerson: false, NeedsTreasury: false, IsSaleClosed: true, HasApplications: false);

    [Theory]
    [InlineData(null, IssueAction.Submit, IssueState.Submitted)]
    [InlineData(null, IssueAction.Refuse, IssueState.Refused)]
    [InlineData(IssueState.Submitted, IssueAction.Approve, IssueState.Announced)]
    [InlineData(IssueState.Submitted, IssueAction.SendBack, IssueState.SentBack)]
    [InlineData(IssueState.Submitted, IssueAction.Refuse, IssueState.Refused)]
    [InlineData(IssueState.Submitted, IssueAction.Cancel, IssueState.Cancelled)]
    [InlineData(IssueState.SentBack, IssueAction.Submit, IssueState.Submitted)]
    [InlineData(IssueState.SentBack, IssueAction.Cancel, IssueState.Cancelled)]
    [InlineData(IssueState.AwaitingTreasury, IssueAction.Permit, IssueState.Announced)]
    [InlineData(IssueState.AwaitingTreasury, IssueAction.SendBack, IssueState.SentBack)]
    [InlineData(IssueState.AwaitingTreasury, IssueAction.Refuse, IssueState.Refused)]
    [InlineData(IssueState.AwaitingTreasury, IssueAction.Cancel, IssueState.Cancelled)]
    [InlineData(IssueState.Announced, IssueAction.Cancel, IssueState.Cancelled)]
    [InlineData(IssueState.Announced, IssueAction.Settle, IssueState.Live)]
    [InlineData(IssueState.Announced, IssueAction.FailCrowd, IssueState.CrowdFailed)]
    [InlineData(IssueState.Live, IssueAction.Redeem, IssueState.Redeemed)]
    public void Decide_AllowedStep_LeadsOn(IssueState? current, IssueAction action, IssueState next) =>
        Assert.Equal(IssueStep.FromIssueState(next), IssueLifecycle.Decide(current, action, Fine));

    [Fact]
    public void Decide_AllOtherSteps_AreRefused()
    {
        var states = Enum.GetValues<IssueState>().Select(state => (IssueState?)state).Append(null);
        var steps = states.SelectMany(state => Enum.GetValues<IssueAction>(), (state, action) => (state, action));
        var allowed = steps.Count(step => IssueLifecycle.Decide(step.state, step.action, Fine).Next is not null);
        Assert.Equal(16, allowed); // The rows above.
    }

    [Fact]
    public void Decide_WeakMunicipality_GoesByTheTreasury() =>
        Assert.Equal(
            IssueState.AwaitingTreasury,
            IssueLifecycle.Decide(IssueState.Submitted, IssueAction.Approve, Fine with { NeedsTreasury = true }).Next);

    [Theory]
    [InlineData(IssueState.Submitted, IssueAction.Approve)]
    [InlineData(IssueState.AwaitingTreasury, IssueAction.Permit)]
    public void Decide_SamePerson_IsRefused(IssueState current, IssueAction action) =>
        Assert.Equal(
            IssueActionRefusal.SecondPersonNeeded,
            IssueLifecycle.Decide(current, action, Fine with { IsSamePerson = true }).Refusal);

    [Theory]
    [InlineData(IssueAction.Settle)]
    [InlineData(IssueAction.FailCrowd)]
    public void Decide_SaleStillOpen_IsRefused(IssueAction action) =>
        Assert.Equal(
            IssueActionRefusal.SaleNotClosed,
            IssueLifecycle.Decide(IssueState.Announced, action, Fine with { IsSaleClosed = false }).Refusal);

    [Fact]
    public void Decide_CancelWithApplications_IsRefused()
    {
        var context = Fine with { HasApplications = true };
        var step = IssueLifecycle.Decide(IssueState.Announced, IssueAction.Cancel, context);
        Assert.Equal(IssueActionRefusal.HasApplications, step.Refusal);
    }

    [Fact]
    public void IsFinal_ExactlyTheStatesWithoutAWayOut()
    {
        foreach (var state in Enum.GetValues<IssueState>())
        {
            var hasWayOut = Enum.GetValues<IssueAction>()
                .Any(action => IssueLifecycle.Decide(state, action, Fine).Next is not null);
            Assert.Equal(!hasWayOut, IssueLifecycle.IsFinal(state));
        }
    }
}
