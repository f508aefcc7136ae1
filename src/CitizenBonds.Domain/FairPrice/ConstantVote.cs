using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.FairPrice;

/// <summary>Why a vote on k has no result. When several apply, the first listed is reported.</summary>
public enum ConstantVoteRefusal
{
    /// <summary>Somebody voted who is not in the register.</summary>
    VoterNotRegistered = 0,

    /// <summary>A miner's vote counts once.</summary>
    VotedTwice = 1,

    /// <summary>A vote is a finite number above zero.</summary>
    VoteNotPositive = 2,

    /// <summary>Less hash rate voted than the quorum asks for.</summary>
    QuorumNotReached = 3,
}

/// <summary>One line of the public register the rate steward keeps.</summary>
/// <param name="TerahashesPerSecond">
/// Proven hash rate in units of 10^12 hashes a second, above zero: the weight of the vote.
/// </param>
public sealed record RegisteredMiner(string Id, long TerahashesPerSecond);

/// <summary>The rules of a vote, fixed before it opens.</summary>
/// <param name="Quorum">Share of the registered hash rate that must vote.</param>
/// <param name="NoticeBlocks">Blocks between the close and the earliest retarget the result may apply at.</param>
public sealed record ConstantVoteRules(Rate Quorum, int NoticeBlocks);

/// <summary>
/// The result of the miners' vote on the constant k, the hash-rate weighted lower median of the votes.
/// </summary>
/// <remarks>A median because one large voter with an absurd figure must not move it.</remarks>
/// <param name="EffectiveHeight">The first retarget after the notice: a result never applies at once.</param>
public sealed record ConstantVote(
    double Constant, long TerahashesVoted, long TerahashesRegistered, long EffectiveHeight)
{
    /// <param name="closeHeight">Height at which the vote closed.</param>
    /// <returns>The result, or the refusal.</returns>
    public static (ConstantVote? Result, ConstantVoteRefusal? Refusal) Count(
        IReadOnlyList<RegisteredMiner> register, IReadOnlyList<(string MinerId, double Constant)> votes,
        ConstantVoteRules rules, long closeHeight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(closeHeight);
        var weights = register.ToDictionary(miner => miner.Id, miner => miner.TerahashesPerSecond);
        if (!votes.All(vote => weights.ContainsKey(vote.MinerId)))
            return (null, ConstantVoteRefusal.VoterNotRegistered);
        if (votes.DistinctBy(vote => vote.MinerId).Count() != votes.Count)
            return (null, ConstantVoteRefusal.VotedTwice);
        if (votes.Any(vote => !(double.IsFinite(vote.Constant) && vote.Constant > 0)))
            return (null, ConstantVoteRefusal.VoteNotPositive);
        var registered = weights.Values.Sum();
        var voted = votes.Sum(vote => weights[vote.MinerId]);
        if (voted == 0 || (Int128)voted * 1_000_000 < (Int128)registered * rules.Quorum.PerMillion)
            return (null, ConstantVoteRefusal.QuorumNotReached);

        var ordered = votes.OrderBy(vote => vote.Constant).ThenBy(vote => vote.MinerId, StringComparer.Ordinal);
        var below = 0L;
        var median = ordered.First(vote => 2 * (Int128)(below += weights[vote.MinerId]) >= voted).Constant;
        return (new(median, voted, registered, NextRetarget(closeHeight + rules.NoticeBlocks)), null);
    }

    private static long NextRetarget(long height) =>
        ((height / Retarget.PeriodBlocks) + 1) * Retarget.PeriodBlocks;
}
