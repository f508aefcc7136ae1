using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.FairPrice;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.FairPrice;

/// <summary>A ballot that was counted.</summary>
/// <param name="Constant">Null when the vote has no result.</param>
public sealed record CountedBallot(long BallotId, double? Constant);

/// <summary>
/// Counts each vote on k once it has closed, by itself, and tells the miners. Counting twice counts once.
/// </summary>
public sealed class CountBallots(IDbContextFactory<PortalContext> contexts, CommandRunner commands) : IWorker
{
    public string Name => "ballots";

    public TimeSpan Pause => TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await WindowBook.OpenBallotAsync(portal, cancellationToken) is not { } ballot || ballot.ClosesAt > now)
            return 0;
        var key = string.Create(CultureInfo.InvariantCulture, $"count-ballot-{ballot.Id}");
        var counted = await commands.RunAsync(
            new Command(nameof(CountBallots), key, new { ballot.Id }, Actor: null, now),
            (context, token) => CountAsync(context, ballot.Id, now, token),
            cancellationToken);
        return counted is Outcome<CountedBallot>.Done { IsRepeat: false } ? 1 : 0;
    }

    private static async Task<Outcome<CountedBallot>> CountAsync(
        PortalContext portal, long ballotId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await WindowBook.LockAsync(portal, cancellationToken);
        var ballot = await portal.WindowBallots.SingleAsync(row => row.Id == ballotId, cancellationToken);
        var miners = await portal.WindowMiners.OrderBy(row => row.Id).ToListAsync(cancellationToken);
        var votes = await portal.WindowVotes.Where(row => row.BallotId == ballotId).ToListAsync(cancellationToken);

        ballot.CountedAt = now;
        Enter(ballot, ConstantVote.Count(
            [.. miners.Select(row => new RegisteredMiner(IdOf(row.Id), row.TerahashesPerSecond))],
            [.. votes.Select(row => (IdOf(row.MinerId), row.Constant))],
            new(Rate.FromPerMillion(ballot.QuorumPpm), ballot.NoticeBlocks), ballot.CloseHeight));
        portal.Notices.AddRange(miners.Select(miner => new NoticeRow
        {
            InvestorId = miner.InvestorId, Kind = NoticeKind.BallotCounted, CreatedAt = now,
        }));
        return new CountedBallot(ballotId, ballot.Constant);
    }

    private static void Enter(WindowBallotRow ballot, (ConstantVote? Result, ConstantVoteRefusal? Refusal) count)
    {
        ballot.Refusal = count.Refusal;
        if (count.Result is not { } result) return;
        (ballot.Constant, ballot.EffectiveHeight) = (result.Constant, result.EffectiveHeight);
        (ballot.TerahashesVoted, ballot.TerahashesRegistered) = (result.TerahashesVoted, result.TerahashesRegistered);
    }

    private static string IdOf(long minerId) => minerId.ToString(CultureInfo.InvariantCulture);
}
