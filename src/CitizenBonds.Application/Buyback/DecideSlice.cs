using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Market;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

/// <summary>A step as it was decided.</summary>
/// <param name="IsFinished">Nothing is to be ordered.</param>
public sealed record DecidedSlice(long ProgrammeId, long Number, int Attempt, bool IsFinished);

/// <summary>
/// The first half of a slice: look at the market, decide, write both down. Slices that were missed because no portal
/// ran are passed over, never made up for: each has its own participation.
/// </summary>
public sealed class DecideSlice(CommandRunner commands, MarketRules rules)
{
    /// <param name="after">Number of the step before it.</param>
    public Task<Outcome<DecidedSlice>> ExecuteAsync(
        long programmeId, long after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"buyback-decide-{programmeId}-{after + 1}");
        return commands.RunAsync(
            new Command(nameof(DecideSlice), key, new { programmeId, after }, Actor: null, now),
            (portal, token) => DecideAsync(portal, programmeId, after, now, token),
            cancellationToken);
    }

    /// <summary>Decides a step anew whose order the market refused because something had happened in between.</summary>
    /// <param name="attempt">The one that was refused.</param>
    public Task<Outcome<DecidedSlice>> AgainAsync(
        long programmeId, long number, int attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(
            CultureInfo.InvariantCulture, $"buyback-again-{programmeId}-{number}-{attempt}");
        return commands.RunAsync(
            new Command(nameof(DecideSlice), key, new { programmeId, number, attempt }, Actor: null, now),
            (portal, token) => DecideAgainAsync(portal, programmeId, attempt, now, token),
            cancellationToken);
    }

    private async Task<Outcome<DecidedSlice>> DecideAsync(
        PortalContext portal, long programmeId, long after, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var programme = await BuybackLocks.ProgrammeAsync(portal, programmeId, cancellationToken);
        if (programme?.NextAt is not { } due || due > now || programme.Steps != after
            || await BuybackLocks.OpenStepAsync(portal, programmeId, cancellationToken) is not null)
            return Refusal.Of(BuybackRefusal.NotDue);
        var moments = BuybackRows.MomentsOf(programme, rules);
        programme.Steps++;
        programme.NextAt = moments.Where(moment => moment > now)
            .Select(moment => (DateTimeOffset?)moment).FirstOrDefault();
        programme.Version++;
        var step = new BuybackStepRow
        {
            ProgrammeId = programmeId, Number = programme.Steps, DueAt = moments.Last(moment => moment <= now),
            Attempt = 1, Offers = "[]", Excluded = "[]",
        };
        portal.BuybackSteps.Add(step);
        return await FillAsync(portal, programme, step, now, cancellationToken);
    }

    private async Task<Outcome<DecidedSlice>> DecideAgainAsync(
        PortalContext portal, long programmeId, int attempt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var programme = await BuybackLocks.ProgrammeAsync(portal, programmeId, cancellationToken);
        var step = await BuybackLocks.OpenStepAsync(portal, programmeId, cancellationToken);
        if (programme is null || step?.Attempt != attempt) return Refusal.Of(BuybackRefusal.NotDue);
        step.Attempt++;
        return await FillAsync(portal, programme, step, now, cancellationToken);
    }

    private async Task<Outcome<DecidedSlice>> FillAsync(
        PortalContext portal, BuybackProgrammeRow programme, BuybackStepRow step, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await BuybackSeries.FindAsync(portal, programme.SeriesId, cancellationToken) is not { } series)
        {
            // Repaid in the meantime: there is nothing left to buy.
            portal.Entry(step).State = EntityState.Detached;
            programme.Steps = step.Number - 1;
            await BuybackEnding.EndAsync(
                portal, programme, BuybackProgrammeState.Completed, actor: null, now, cancellationToken);
            return new DecidedSlice(programme.Id, step.Number, step.Attempt, IsFinished: true);
        }

        await BuybackSteps.DecideAsync(portal, programme, step, series, rules, now, cancellationToken);
        if (step.Decision != BuybackStepDecision.Bid)
        {
            step.FinishedAt = step.At;
            if (step.Decision == BuybackStepDecision.End || programme.NextAt is null)
            {
                await BuybackEnding.EndAsync(
                    portal, programme, BuybackProgrammeState.Completed, actor: null, now, cancellationToken);
            }
        }

        return new DecidedSlice(programme.Id, step.Number, step.Attempt, step.FinishedAt is not null);
    }
}
