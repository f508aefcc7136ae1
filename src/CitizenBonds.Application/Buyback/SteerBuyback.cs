using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Data;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Buyback;

public enum BuybackSteering
{
    Start = 1,
    Pause = 2,
    Resume = 3,
    Stop = 4,
}

public sealed record SteerBuybackCommand(long ProgrammeId, BuybackSteering Steering);

public sealed record SteeredBuyback(long ProgrammeId, BuybackProgrammeState State);

/// <summary>
/// The central bank starts, pauses, resumes and stops a programme. Starting pays the target in; ending returns what was
/// not spent. A paused programme's slices are written down as stopped, so that the record has no gaps.
/// </summary>
public sealed class SteerBuyback(CommandRunner commands, MarketRules rules)
{
    public Task<Outcome<SteeredBuyback>> ExecuteAsync(
        SteerBuybackCommand input, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(SteerBuyback), key, input, actor.UserId, now),
            (portal, token) => SteerAsync(portal, input, actor, now, token),
            cancellationToken);

    private async Task<Outcome<SteeredBuyback>> SteerAsync(
        PortalContext portal, SteerBuybackCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var row = actor.Is(PortalRole.CentralBank)
            ? await BuybackLocks.ProgrammeAsync(portal, input.ProgrammeId, cancellationToken)
            : null;
        if (row is null) return Refusal.Of(BuybackRefusal.NotFound);
        if (!IsAllowed(row.State, input.Steering)) return Refusal.Of(BuybackRefusal.NotInThisState);
        var next = BuybackRows.MomentsOf(row, rules).Where(moment => moment >= now)
            .Select(moment => (DateTimeOffset?)moment).FirstOrDefault();
        if (input.Steering == BuybackSteering.Start && next is null) return Refusal.Of(BuybackRefusal.CalendarOver);
        if (input.Steering == BuybackSteering.Stop
            && await FindBusyAsync(portal, row.Id, cancellationToken) is { } busy) return Refusal.Of(busy);

        switch (input.Steering)
        {
            case BuybackSteering.Start:
                row.State = BuybackProgrammeState.Running;
                row.NextAt = next;
                await FundAsync(portal, row, now, cancellationToken);
                break;
            case BuybackSteering.Pause:
                row.State = BuybackProgrammeState.Paused;
                break;
            case BuybackSteering.Resume:
                row.State = BuybackProgrammeState.Running;
                break;
            default:
                await BuybackEnding.EndAsync(
                    portal, row, BuybackProgrammeState.Stopped, actor.UserId, now, cancellationToken);
                return new SteeredBuyback(row.Id, row.State);
        }

        row.Version++;
        BuybackRows.Add(portal, row.Id, EventOf(input.Steering), actor.UserId, now);
        return new SteeredBuyback(row.Id, row.State);
    }

    private static bool IsAllowed(BuybackProgrammeState state, BuybackSteering steering) => steering switch
    {
        BuybackSteering.Start => state == BuybackProgrammeState.Planned,
        BuybackSteering.Pause => state == BuybackProgrammeState.Running,
        BuybackSteering.Resume => state == BuybackProgrammeState.Paused,
        BuybackSteering.Stop => !BuybackRows.HasEnded(state),
        _ => throw new ArgumentOutOfRangeException(nameof(steering), steering, null),
    };

    private static BuybackEventKind EventOf(BuybackSteering steering) => steering switch
    {
        BuybackSteering.Start => BuybackEventKind.Started,
        BuybackSteering.Pause => BuybackEventKind.Paused,
        _ => BuybackEventKind.Resumed,
    };

    private static async Task<BuybackRefusal?> FindBusyAsync(
        PortalContext portal, long programmeId, CancellationToken cancellationToken)
    {
        if (await BuybackLocks.OpenStepAsync(portal, programmeId, cancellationToken) is not null)
            return BuybackRefusal.SliceUnderWay;
        var hasAuction = await portal.BuybackAuctions.AnyAsync(
            row => row.ProgrammeId == programmeId && row.State == BuybackAuctionState.Open, cancellationToken);
        return hasAuction ? BuybackRefusal.AuctionOpen : null;
    }

    /// <remarks>The central bank pays in its own money, which settles as it is booked.</remarks>
    private static async Task FundAsync(
        PortalContext portal, BuybackProgrammeRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var accounts = await AccountBook.OpenAsync(
            portal, [AccountPlan.Bank, AccountPlan.InvestorCash(row.InvestorId)], cancellationToken);
        var shortfall = await LedgerWriter.PostAsync(
            portal,
            [new(accounts[0], accounts[1], row.TargetYen, LedgerReason.BuybackFunding,
                BuybackEnding.ReferenceOf(row), row.SeriesId)],
            now, cancellationToken);
        if (shortfall is not null) throw new InvalidOperationException("The bank's account has no lower bound.");
    }
}
