using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.FairPrice;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.FairPrice;

/// <summary>Why a vote does not count, in order of precedence.</summary>
public enum CastVoteRefusal
{
    /// <summary>Who votes is not in the register.</summary>
    MinerNotRegistered = 1,

    /// <summary>None is open, or it has closed.</summary>
    NoBallotOpen = 2,

    /// <summary>Each miner votes once on each ballot.</summary>
    VotedTwice = 3,

    /// <summary>k is a finite number above zero.</summary>
    ConstantNotPositive = 4,
}

/// <param name="Constant">k: coins minted for one unit of difficulty.</param>
public sealed record CastVoteCommand(double Constant);

public sealed record CastWindowVote(long BallotId, double Constant);

/// <summary>A registered miner votes on k. The vote stands as it was cast.</summary>
public sealed class CastVote(CommandRunner commands)
{
    public Task<Outcome<CastWindowVote>> ExecuteAsync(
        CastVoteCommand input, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var readable = double.IsFinite(input.Constant) ? input : new CastVoteCommand(0); // JSON knows no infinity.
        return commands.RunAsync(
            new Command(nameof(CastVote), key, readable, actor, now),
            (portal, token) => CastAsync(portal, readable.Constant, actor, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<CastWindowVote>> CastAsync(
        PortalContext portal, double constant, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await WindowBook.LockAsync(portal, cancellationToken);
        var miner = await (
            from row in portal.WindowMiners
            join investor in portal.Investors on row.InvestorId equals investor.Id
            where investor.UserId == actor
            select (long?)row.Id).SingleOrDefaultAsync(cancellationToken);
        if (miner is not { } minerId) return Refusal.Of(CastVoteRefusal.MinerNotRegistered);
        var ballot = await WindowBook.OpenBallotAsync(portal, cancellationToken);
        if (ballot is null || now >= ballot.ClosesAt) return Refusal.Of(CastVoteRefusal.NoBallotOpen);
        if (await portal.WindowVotes.AnyAsync(
            row => row.BallotId == ballot.Id && row.MinerId == minerId, cancellationToken))
            return Refusal.Of(CastVoteRefusal.VotedTwice);
        if (constant <= 0) return Refusal.Of(CastVoteRefusal.ConstantNotPositive);

        portal.WindowVotes.Add(new WindowVoteRow
        {
            BallotId = ballot.Id, MinerId = minerId, Constant = constant, VotedAt = now,
        });
        return new CastWindowVote(ballot.Id, constant);
    }
}
