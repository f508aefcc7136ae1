using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Data;
using CitizenBonds.Data.Mining;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Mining;

/// <summary>Takes every coupon that is due and every call as far as it can go. Asked every second, and by calendars.
/// </summary>
public sealed class RunMining(
    IDbContextFactory<PortalContext> contexts, PayMiningCoupon pay, MarkCouponShort markShort, CallSteps calls,
    MarketEngine market, CancelOrder cancel)
{
    private const int CouponsPerRoundMax = 200;
    private const int OrdersPerRoundMax = 1_000;

    /// <returns>How many coupons were paid or newly fell short, and steps of calls taken.</returns>
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var coupon in await DueAsync(now, cancellationToken))
            if (await PayAsync(coupon, now, cancellationToken)) done++;
        foreach (var call in await CallsAsync(now, cancellationToken))
            if (await StepAsync(call, now, cancellationToken)) done++;
        return done;
    }

    /// <returns>The next moment after <paramref name="after"/> at which a call takes a step.</returns>
    public static async Task<DateTimeOffset?> NextAfterAsync(
        PortalContext portal, DateTimeOffset after, CancellationToken cancellationToken)
    {
        var open = await portal.MiningCalls.AsNoTracking()
            .Where(row => row.State != MiningCallState.Ended)
            .Select(row => new { row.AnnouncedAt, row.EndsAt })
            .ToListAsync(cancellationToken);
        return open.SelectMany(row => new[] { row.AnnouncedAt + CallTerms.CancelPeriod, row.EndsAt })
            .Where(moment => moment > after)
            .Select(moment => (DateTimeOffset?)moment)
            .Min();
    }

    private async Task<List<MiningCouponRow>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.MiningCoupons.AsNoTracking()
            .Where(row => row.State != MiningCouponState.Paid && row.RecordAt < now)
            // In order: each carries on from the one before.
            .OrderBy(row => row.KeyHeight).ThenBy(row => row.IssueId)
            .Take(CouponsPerRoundMax)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> PayAsync(MiningCouponRow coupon, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var paid = await pay.ExecuteAsync(coupon.IssueId, coupon.KeyHeight, now, cancellationToken);
        if (paid.AsRefusal is not { } refusal) return true;
        var isNews = coupon.State == MiningCouponState.Due && refusal.Is(MiningCouponRefusal.IssuerCannotPay);
        if (!isNews) return false;
        var missing = (Money)refusal.Arguments["missing"];
        var marked = await markShort.ExecuteAsync(
            coupon.IssueId, coupon.KeyHeight, missing, now, cancellationToken);
        return marked.AsRefusal is null;
    }

    private async Task<List<MiningCallRow>> CallsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var announced = now - CallTerms.CancelPeriod;
        return await portal.MiningCalls.AsNoTracking()
            .Where(row => (row.State == MiningCallState.Announced && row.AnnouncedAt <= announced)
                || (row.State == MiningCallState.Buying && row.EndsAt <= now))
            .OrderBy(row => row.IssueId)
            .ToListAsync(cancellationToken);
    }

    private async Task<bool> StepAsync(MiningCallRow call, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (call.State == MiningCallState.Buying)
        {
            await EmptyBookAsync(call.IssueId, now, cancellationToken);
            return (await calls.EndAsync(call.IssueId, now, cancellationToken)).AsRefusal is null;
        }

        var started = await calls.StartAsync(call.IssueId, now, cancellationToken);
        if (started.AsRefusal is { } refusal)
        {
            if (refusal.Is(MiningCallRefusal.IssuerCannotPay))
                await NoteMissingAsync(call.IssueId, (Money)refusal.Arguments["missing"], cancellationToken);
            return false;
        }

        await EmptyBookAsync(call.IssueId, now, cancellationToken);
        return true;
    }

    private async Task NoteMissingAsync(long issueId, Money missing, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await portal.MiningCalls
            .Where(row => row.IssueId == issueId && row.State == MiningCallState.Announced
                && row.MissingYen != missing.MinorUnits)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.MissingYen, missing.MinorUnits), cancellationToken);
    }

    /// <summary>Stops the market of a series whose call has begun and gives back what orders set aside.</summary>
    private async Task EmptyBookAsync(long seriesId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await portal.MarketSeries.AnyAsync(row => row.SeriesId == seriesId, cancellationToken)) return;
        _ = await market.SubmitAsync(
            new MarketRequest { SeriesId = seriesId, Kind = MarketRequestKind.Halt }, now, answer => answer.Sequence,
            cancellationToken);
        var open = await (
            from order in portal.OpenMarketOrders.AsNoTracking()
            join investor in portal.Investors on order.InvestorId equals investor.Id
            where order.SeriesId == seriesId
            orderby order.Sequence
            select new { order.Sequence, investor.UserId }).Take(OrdersPerRoundMax).ToListAsync(cancellationToken);
        foreach (var order in open)
        {
            _ = await cancel.ExecuteAsync(
                new CancelOrderCommand(seriesId, order.Sequence),
                string.Create(CultureInfo.InvariantCulture, $"call-{seriesId}-{order.Sequence}"), order.UserId, now,
                cancellationToken);
        }
    }
}
