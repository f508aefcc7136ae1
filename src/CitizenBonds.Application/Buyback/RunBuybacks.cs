using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>
/// Carries programmes on: slices that are due, orders whose result a crash left unwritten, auctions to clear. All of it
/// has a key made of the programme, the step and the attempt, so a second worker, or the same one after a crash, finds
/// what was done and neither doubles nor loses a slice.
/// </summary>
public sealed class RunBuybacks(
    IDbContextFactory<PortalContext> contexts, DecideSlice decide, FinishSlice finish, PlaceOrder place,
    ClearReverseAuction clear)
{
    private const int PerRoundMax = 100;
    private const int AttemptsPerRoundMax = 5;

    /// <returns>How many slices and auctions were carried on.</returns>
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var programmeId in await UnfinishedAsync(cancellationToken))
            if (await OrderAsync(programmeId, now, cancellationToken)) done++;
        foreach (var (programmeId, steps) in await DueAsync(now, cancellationToken))
        {
            var decided = await decide.ExecuteAsync(programmeId, steps, now, cancellationToken);
            if (decided.AsRefusal is not null) continue;
            done++;
            if (!decided.ValueOrThrow.IsFinished) await OrderAsync(programmeId, now, cancellationToken);
        }

        foreach (var auctionId in await ClosedAuctionsAsync(now, cancellationToken))
            if ((await clear.ExecuteAsync(auctionId, now, cancellationToken)).AsRefusal is null) done++;
        return done;
    }

    /// <summary>Orders what the open step of a programme decided, and books what came of it.</summary>
    /// <returns>False when the book kept moving away; the next round tries again.</returns>
    private async Task<bool> OrderAsync(long programmeId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < AttemptsPerRoundMax; attempt++)
        {
            if (await OpenStepAsync(programmeId, cancellationToken) is not (var step, var programme, var account))
                return false;
            var key = string.Create(
                CultureInfo.InvariantCulture, $"buyback-{programmeId}-{step.Number}-{step.Attempt}");
            var placed = await place.ExecuteAsync(
                new PlaceOrderCommand(
                    programme.SeriesId, OrderSide.Buy, OrderType.ImmediateOrCancel, step.BidPriceYen!.Value,
                    step.BidTokens!.Value, GoodTill: null, OnlyAt: step.MarketSequence), // An open step is a bid.
                key, account, now, cancellationToken);
            if (placed.AsRefusal is { } refusal && refusal.Is(MarketRefusal.BookMoved))
            {
                var again = await decide.AgainAsync(
                    programmeId, step.Number, step.Attempt, now, cancellationToken);
                if (again.AsRefusal is null && again.ValueOrThrow.IsFinished) return true;
                continue;
            }

            var order = placed.AsRefusal is null ? placed.ValueOrThrow.Sequence : 0;
            var finished = await finish.ExecuteAsync(
                programmeId, step.Number, order, placed.AsRefusal?.Code, now, cancellationToken);
            return finished.AsRefusal is null;
        }

        return false;
    }

    private async Task<(BuybackStepRow Step, BuybackProgrammeRow Programme, Guid Account)?> OpenStepAsync(
        long programmeId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from step in portal.BuybackSteps.AsNoTracking()
            join programme in portal.BuybackProgrammes.AsNoTracking() on step.ProgrammeId equals programme.Id
            join investor in portal.Investors on programme.InvestorId equals investor.Id
            where step.ProgrammeId == programmeId && step.FinishedAt == null
            select new { Step = step, Programme = programme, investor.UserId })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Step, found.Programme, found.UserId);
    }

    private async Task<List<long>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.BuybackSteps.Where(row => row.FinishedAt == null)
            .OrderBy(row => row.ProgrammeId).Select(row => row.ProgrammeId).Take(PerRoundMax)
            .ToListAsync(cancellationToken);
    }

    private async Task<List<(long ProgrammeId, long Steps)>> DueAsync(
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.BuybackProgrammes.Where(row => row.NextAt <= now)
            .OrderBy(row => row.NextAt).ThenBy(row => row.Id)
            .Select(row => new { row.Id, row.Steps }).Take(PerRoundMax)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => (row.Id, row.Steps));
    }

    private async Task<List<long>> ClosedAuctionsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.BuybackAuctions.Where(row => row.ClearedAt == null && row.ClosesAt <= now)
            .OrderBy(row => row.ClosesAt).ThenBy(row => row.Id).Select(row => row.Id).Take(PerRoundMax)
            .ToListAsync(cancellationToken);
    }
}
