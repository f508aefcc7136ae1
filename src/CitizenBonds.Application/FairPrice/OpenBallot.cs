using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.FairPrice;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Mining;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.FairPrice;

/// <summary>Why no vote opens, in order of precedence.</summary>
public enum OpenBallotRefusal
{
    NotTheSteward = 1,

    /// <summary>One at a time.</summary>
    AnotherOpen = 2,
    NoMiners = 3,

    /// <summary>Not above 0 and at most 100 percent.</summary>
    QuorumOutOfRange = 4,

    /// <summary>Shorter than the argument "least", or longer than a year of blocks.</summary>
    NoticeOutOfRange = 5,

    /// <summary>Closes before the argument "from", or more than half a year ahead.</summary>
    ClosesOutOfRange = 6,

    /// <summary>Below the height published last, or beyond the last subsidy.</summary>
    HeightBelowLast = 7,
}

/// <param name="CloseHeight">The height the notice counts from.</param>
/// <param name="QuorumPpm">Share of the registered hash rate that must vote, in parts per million.</param>
public sealed record OpenBallotCommand(DateTimeOffset ClosesAt, long CloseHeight, long QuorumPpm, int NoticeBlocks);

public sealed record OpenedBallot(long BallotId);

/// <summary>The rate steward lets the registered miners vote on k, by rules fixed from the beginning.</summary>
public sealed class OpenBallot(CommandRunner commands)
{
    /// <summary>A day of blocks.</summary>
    public const int NoticeBlocksMin = 144;
    public const int NoticeBlocksMax = 52_560;
    public static readonly TimeSpan OpenMin = TimeSpan.FromDays(1);
    private static readonly TimeSpan OpenMax = TimeSpan.FromDays(183);

    public Task<Outcome<OpenedBallot>> ExecuteAsync(
        OpenBallotCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(OpenBallot), key, input, actor.UserId, now),
            (portal, token) => OpenAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<OpenedBallot>> OpenAsync(
        PortalContext portal, OpenBallotCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.RateSteward)) return Refusal.Of(OpenBallotRefusal.NotTheSteward);
        await WindowBook.LockAsync(portal, cancellationToken);
        if (await WindowBook.OpenBallotAsync(portal, cancellationToken) is not null)
            return Refusal.Of(OpenBallotRefusal.AnotherOpen);
        var miners = await portal.WindowMiners.Select(row => row.InvestorId).ToListAsync(cancellationToken);
        if (miners.Count == 0) return Refusal.Of(OpenBallotRefusal.NoMiners);
        if (input.QuorumPpm is <= 0 or > 1_000_000) return Refusal.Of(OpenBallotRefusal.QuorumOutOfRange);
        if (input.NoticeBlocks is < NoticeBlocksMin or > NoticeBlocksMax)
            return Refusal.Of(OpenBallotRefusal.NoticeOutOfRange, ("least", NoticeBlocksMin));
        if (input.ClosesAt < now + OpenMin || input.ClosesAt > now + OpenMax)
            return Refusal.Of(OpenBallotRefusal.ClosesOutOfRange, ("from", now + OpenMin));
        var last = (await WindowBook.NewestAsync(portal, cancellationToken))?.Height ?? 0;
        if (input.CloseHeight < last || !BlockSubsidy.At(input.CloseHeight).IsPositive)
            return Refusal.Of(OpenBallotRefusal.HeightBelowLast, ("last", last));

        var ballot = new WindowBallotRow
        {
            OpenedBy = actor.UserId, OpenedAt = now, ClosesAt = input.ClosesAt, CloseHeight = input.CloseHeight,
            QuorumPpm = input.QuorumPpm, NoticeBlocks = input.NoticeBlocks,
        };
        portal.WindowBallots.Add(ballot);
        portal.Notices.AddRange(miners.Select(investor => new NoticeRow
        {
            InvestorId = investor, Kind = NoticeKind.BallotOpened, CreatedAt = now,
        }));
        await portal.SaveChangesAsync(cancellationToken);
        return new OpenedBallot(ballot.Id);
    }
}
