using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Mining;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Payments;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Workers;

/// <summary>
/// Everything that falls due by the calendar: sales to settle, trading days, slices of buybacks,
/// payments to make. The worker asks every second; the demonstration's calendar asks at each moment it passes.
/// </summary>
public sealed class DueWork(
    IDbContextFactory<PortalContext> contexts, SettleSale settleSale, MarketEngine market, RunBuybacks buybacks,
    RunMining runMining, AnnounceOption announceOption, RunPayments runPayments, SealBlock sealBlock) : IWorker
{
    private const int SalesPerRoundMax = 50;

    public string Name => "due-work";

    public TimeSpan Pause => TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (hasSales, hasBuybacks, hasPayments, hasMining, hasOptions) = await LookAsync(now, cancellationToken);
        var done = hasSales ? await SettleAsync(now, cancellationToken) : 0;

        // Before payments: orders that end on a record day give their tokens back first.
        done += await market.RunDueAsync(now, cancellationToken);
        if (hasBuybacks) done += await buybacks.RunDueAsync(now, cancellationToken);
        if (hasMining) done += await runMining.RunDueAsync(now, cancellationToken);
        if (hasOptions) done += await announceOption.RunDueAsync(now, cancellationToken);
        return hasPayments ? done + await runPayments.RunDueAsync(now, cancellationToken) : done;
    }

    /// <summary>Does all that is due at one moment and seals it, for a calendar that is moved.</summary>
    public async Task RunAllAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (await RunAsync(now, cancellationToken) > 0)
        {
        }

        while (await sealBlock.RunAsync(now, cancellationToken) == BlockStore.TransfersPerBlockMax)
        {
        }
    }

    /// <returns>
    /// The next moment after <paramref name="after"/> at which something falls due; null when nothing is planned.
    /// </returns>
    public async Task<DateTimeOffset?> NextAfterAsync(DateTimeOffset after, CancellationToken cancellationToken)
    {
        var noticed = after + AnnounceOption.Notice;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var next = await portal.Clock.Select(_ => new
        {
            Sale = portal.Issues.Where(issue => issue.State == IssueState.Announced && issue.SettlesAt > after)
                .Min(issue => (DateTimeOffset?)issue.SettlesAt),
            Payment = portal.PaymentRuns.Where(run => run.State == PaymentRunState.Scheduled && run.DueAt > after)
                .Min(run => (DateTimeOffset?)run.DueAt),
            Session = portal.MarketSeries.Where(row => row.NextDueAt > after).Min(row => row.NextDueAt),
            Slice = portal.BuybackProgrammes.Where(row => row.NextAt > after).Min(row => row.NextAt),
            Auction = portal.BuybackAuctions.Where(row => row.ClearedAt == null && row.ClosesAt > after)
                .Min(row => (DateTimeOffset?)row.ClosesAt),
            HasCalls = portal.MiningCalls.Any(row => row.State != MiningCallState.Ended),
            Option = portal.PaymentRuns
                .Where(run => run.Kind == PaymentKind.Buyback && run.State == PaymentRunState.Scheduled
                    && run.DueAt > noticed)
                .Min(run => (DateTimeOffset?)run.DueAt),
        }).SingleAsync(cancellationToken);
        var call = next.HasCalls ? await RunMining.NextAfterAsync(portal, after, cancellationToken) : null;
        var option = next.Option - AnnounceOption.Notice;
        return new[] { next.Sale, next.Payment, next.Session, next.Slice, next.Auction, call, option }.Min();
    }

    /// <summary>One question instead of one to each kind of work, for nearly always nothing is due.</summary>
    private async Task<(bool HasSales, bool HasBuybacks, bool HasPayments, bool HasMining, bool HasOptions)> LookAsync(
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var notice = now + AnnounceOption.Notice;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await portal.Clock.Select(_ => new
        {
            Sales = portal.Issues.Any(issue => issue.State == IssueState.Announced && issue.SettlesAt <= now),
            Buybacks = portal.BuybackProgrammes.Any(row => row.NextAt <= now)
                || portal.BuybackSteps.Any(row => row.FinishedAt == null)
                || portal.BuybackAuctions.Any(row => row.ClearedAt == null && row.ClosesAt <= now),
            Payments = portal.PaymentRuns.Any(run => run.State != PaymentRunState.Paid && run.DueAt <= now),
            Mining = portal.MiningCoupons.Any(row => row.State != MiningCouponState.Paid)
                || portal.MiningCalls.Any(row => row.State != MiningCallState.Ended),
            Options = portal.PaymentRuns.Any(run => run.Kind == PaymentKind.Buyback
                && run.State == PaymentRunState.Scheduled && run.DueAt <= notice && run.RecordAt >= now
                && portal.IndexSeries.Any(row => row.IssueId == run.IssueId && row.OptionAnnouncedAt == null)),
        }).SingleAsync(cancellationToken);
        return (found.Sales, found.Buybacks, found.Payments, found.Mining, found.Options);
    }

    private async Task<int> SettleAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var issueId in await SalesDueAsync(now, cancellationToken))
        {
            var outcome = await settleSale.ExecuteAsync(issueId, now, cancellationToken);
            if (outcome.AsRefusal is null) done++;
        }

        return done;
    }

    private async Task<List<long>> SalesDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.Issues
            .Where(issue => issue.State == IssueState.Announced && issue.SettlesAt <= now)
            .OrderBy(issue => issue.SettlesAt).ThenBy(issue => issue.Id)
            .Select(issue => issue.Id)
            .Take(SalesPerRoundMax)
            .ToListAsync(cancellationToken);
    }
}
