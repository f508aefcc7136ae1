using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Data;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>What came of a sale.</summary>
public sealed record SaleResult(long IssueId, IssueState State, long AllottedTokens, long ProceedsYen);

/// <summary>
/// Ends a sale on its settlement date: allots, pays for the tokens, books the proceeds against the purpose and returns
/// what was not allotted, all in one transaction; or returns everything when the crowd minimum was not reached.
/// </summary>
public sealed class SettleSale(CommandRunner commands)
{
    public Task<Outcome<SaleResult>> ExecuteAsync(long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"settle-sale-{issueId}");
        return commands.RunAsync(
            new Command(nameof(SettleSale), key, issueId, Actor: null, now),
            (portal, token) => SettleAsync(portal, issueId, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<SaleResult>> SettleAsync(
        PortalContext portal, long issueId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var issue = await portal.Issues
            .FromSql($"select * from portal.issues where id = {issueId} for update")
            .SingleAsync(cancellationToken);
        if (issue.State != IssueState.Announced || now < issue.SettlesAt) return Refusal.Of(SettlementRefusal.NotDue);
        var applications = await portal.Applications
            .FromSql(
                $"select * from portal.applications where issue_id = {issueId} and state = 0 order by id for update")
            .ToListAsync(cancellationToken);
        if (issue.SaleMethod == SaleMethod.Auction)
            return await AuctionSettlement.SettleAsync(portal, issue, applications, now, cancellationToken);
        var demand = applications.Sum(application => application.Quantity);
        var hasFailed = demand == 0 || demand < (issue.CrowdMinimumTokens ?? 0);

        return hasFailed
            ? await ReturnAllAsync(portal, issue, applications, demand, now, cancellationToken)
            : await AllotAsync(portal, issue, applications, now, cancellationToken);
    }

    private static async Task<Outcome<SaleResult>> ReturnAllAsync(
        PortalContext portal,
        IssueRow issue,
        List<ApplicationRow> applications,
        long demand,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        issue.State = IssueState.CrowdFailed;
        issue.ClosedAt = now;
        issue.Version++;
        portal.IssueEvents.Add(IssueEvents.Of(issue, IssueEventKind.CrowdFailed, now));
        Filings.Add(
            portal,
            issue,
            FilingKind.CrowdFailed,
            new { demandTokens = demand, minimumTokens = issue.CrowdMinimumTokens },
            dueOn: null,
            now);
        foreach (var application in applications)
            SettledApplication.Close(portal, application, ApplicationState.Returned, allotted: 0, now);
        await portal.SaveChangesAsync(cancellationToken);
        if (applications.Count > 0) await PayAsync(portal, issue, applications, now, cancellationToken);
        return new SaleResult(issue.Id, issue.State, 0, 0);
    }

    private static async Task<Outcome<SaleResult>> AllotAsync(
        PortalContext portal,
        IssueRow issue,
        List<ApplicationRow> applications,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var seed = await DrawSecret.ForIssueAsync(portal, issue.Id, cancellationToken);
        var result = FixedPriceAllotment.Allot(
            IssueTerms.SaleOf(issue), [.. applications.Select(SettledApplication.ForAllotment)], seed);
        for (var i = 0; i < applications.Count; i++)
        {
            var tokens = result.Allotments[i].Quantity.Tokens;
            var state = tokens > 0 ? ApplicationState.Allotted : ApplicationState.NotAllotted;
            SettledApplication.Close(portal, applications[i], state, tokens, now);
        }

        SaleSettlement.Record(portal, issue, result, seed, applications.Count, now);
        await portal.SaveChangesAsync(cancellationToken);
        await PayAsync(portal, issue, applications, now, cancellationToken);
        var proceeds = checked(result.Allotted.Tokens * issue.PriceYen);
        return new SaleResult(issue.Id, issue.State, result.Allotted.Tokens, proceeds);
    }

    private static Task PayAsync(
        PortalContext portal, IssueRow issue, List<ApplicationRow> applications, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        SaleSettlement.PayAsync(portal, issue, applications.ConvertAll(SettledClaim.Of), now, cancellationToken);
}
