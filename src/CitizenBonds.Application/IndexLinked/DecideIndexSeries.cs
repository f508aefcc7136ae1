using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.IndexLinked;

/// <summary>Why a series cannot be approved, in order of precedence.</summary>
public enum IndexSeriesRefusal
{
    /// <summary>A metal of the basket was never quoted: there is no base to start from.</summary>
    BaseNeverQuoted = 1,

    /// <summary>A metal's last price is older than the terms would allow for a coupon.</summary>
    BaseTooOld = 2,
}

/// <summary>
/// The second person's word on an index-linked bond. Agreeing takes the prices of that day as the base, freezes the
/// terms with their hash and announces the sale.
/// </summary>
public sealed class DecideIndexSeries(CommandRunner commands, PortalClock clock)
{
    public Task<Outcome<DecidedIssue>> ExecuteAsync(
        DecideIssueCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(DecideIndexSeries), key, input, actor.UserId, now),
            (portal, token) => DecideAsync(portal, input, actor, now, token),
            cancellationToken);

    private async Task<Outcome<DecidedIssue>> DecideAsync(
        PortalContext portal, DecideIssueCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury)) return Refusal.Of(OfferingRefusal.NotFound);
        var issue = await IssueLocks.IssueAsync(portal, input.IssueId, actor, cancellationToken);
        if (issue is not { Product: BondProduct.IndexLinked }) return Refusal.Of(OfferingRefusal.NotFound);
        var agrees = input.Decision == IssueDecision.Agree;
        var step = IssueLifecycle.Decide(
            issue.State, agrees ? IssueAction.Approve : IssueAction.Refuse,
            new(issue.SubmittedBy == actor.UserId, NeedsTreasury: false, IsSaleClosed: false, HasApplications: false));
        if (step.Refusal is { } refusal) return Refusal.Of(refusal);
        if (issue.Version != input.Version)
            return Refusal.Of(CommandRefusal.ChangedMeanwhile, ("version", issue.Version));
        return agrees
            ? await AgreeAsync(portal, issue, actor, now, cancellationToken)
            : Refuse(portal, issue, input, actor, now);
    }

    private async Task<Outcome<DecidedIssue>> AgreeAsync(
        PortalContext portal, IssueRow issue, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (issue.SaleOpensAt < now + SaleTimeLimits.For(clock.IsDemo).PreSaleNotice)
            return Refusal.Of(OfferingRefusal.NoticePeriodTooShort, ("opens", issue.SaleOpensAt));
        var series = await portal.IndexSeries.SingleAsync(row => row.IssueId == issue.Id, cancellationToken);
        var day = PortalTime.DayOf(now);
        var codes = IndexWeight.Of(series.Basket).Select(weight => weight.Code);
        var quotes = await IndexFixings.QuotesAsync(portal, codes, day, cancellationToken);
        var (metals, gap) = IndexTerms.BaseOn(series.Basket, series.AgeDaysMax, day, quotes);
        if (gap is { } missing)
        {
            return Refusal.Of(
                missing.Fault == IndexFault.NeverQuoted
                    ? IndexSeriesRefusal.BaseNeverQuoted : IndexSeriesRefusal.BaseTooOld,
                ("metal", missing.Code));
        }

        series.Metals = IndexFixings.JsonOf(metals);
        issue.State = IssueState.Announced;
        issue.Version++;
        (issue.ApprovedBy, issue.ApprovedAt) = (actor.UserId, now);
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Approved, now, actor.UserId));
        await portal.SaveChangesAsync(cancellationToken);
        await AnnounceIssue.AnnounceAsync(portal, issue, now, cancellationToken);
        return new DecidedIssue(issue.Id, issue.State);
    }

    /// <remarks>What was refused is proposed anew: nothing of it was promised to anybody.</remarks>
    private static Outcome<DecidedIssue> Refuse(
        PortalContext portal, IssueRow issue, DecideIssueCommand input, Actor actor, DateTimeOffset now)
    {
        var (reason, fault) = TypedText.Line(input.Reason, DecideIssue.ReasonLengthMax);
        if (fault == TypedRefusal.Missing) return Refusal.Of(OfferingRefusal.ReasonMissing);
        if (fault is { } why) return Refusal.Of(why, ("max", (long)DecideIssue.ReasonLengthMax));

        (issue.State, issue.ClosedAt) = (IssueState.Refused, now);
        issue.Version++;
        // The reason is not null: there was no fault.
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.Refused, now, actor.UserId, reason!));
        return new DecidedIssue(issue.Id, issue.State);
    }
}
