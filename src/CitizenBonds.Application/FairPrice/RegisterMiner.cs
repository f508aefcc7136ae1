using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.FairPrice;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Banking;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.FairPrice;

/// <summary>Why a miner is not registered, in order of precedence.</summary>
public enum RegisterMinerRefusal
{
    NotTheOperator = 1,
    NameMissing = 2,

    /// <summary>Nobody can check a hash rate without evidence.</summary>
    EvidenceMissing = 3,

    /// <summary>Not from 1 to the argument "most", in terahashes a second.</summary>
    HashRateOutOfRange = 4,

    /// <summary>Nobody has this deposit code.</summary>
    CodeUnknown = 5,

    /// <summary>Weights are fixed while a vote is open.</summary>
    BallotOpen = 6,
}

/// <param name="DepositCode">Of the person's or company's account at the portal, as typed.</param>
public sealed record RegisterMinerCommand(string DepositCode, string? Name, long TerahashesPerSecond, string? Evidence);

/// <param name="IsNew">False when an earlier entry of the same account was replaced.</param>
public sealed record RegisteredWindowMiner(long MinerId, bool IsNew);

/// <summary>The operator enters a miner, or a miner's new hash rate, in the public register.</summary>
public sealed class RegisterMiner(CommandRunner commands)
{
    public const int NameLengthMax = 100;
    public const int EvidenceLengthMax = 300;

    /// <summary>Ten times all the hash rate there was in 2026.</summary>
    public const long TerahashesMax = 10_000_000_000;

    public Task<Outcome<RegisteredWindowMiner>> ExecuteAsync(
        RegisterMinerCommand input, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(RegisterMiner), key, input, actor.UserId, now),
            (portal, token) => RegisterAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<RegisteredWindowMiner>> RegisterAsync(
        PortalContext portal, RegisterMinerCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Operator)) return Refusal.Of(RegisterMinerRefusal.NotTheOperator);
        var (name, nameRefusal) = TypedText.Line(input.Name, NameLengthMax);
        if (nameRefusal is not null) return Refusal.Of(RegisterMinerRefusal.NameMissing);
        var (evidence, evidenceRefusal) = TypedText.Line(input.Evidence, EvidenceLengthMax);
        if (evidenceRefusal is not null) return Refusal.Of(RegisterMinerRefusal.EvidenceMissing);
        if (input.TerahashesPerSecond is < 1 or > TerahashesMax)
            return Refusal.Of(RegisterMinerRefusal.HashRateOutOfRange, ("most", TerahashesMax));
        var owner = input.DepositCode.Length > DepositCode.MessageLengthMax
            ? null
            : await BankLines.FindOwnerAsync(portal, input.DepositCode, cancellationToken);
        if (owner is null) return Refusal.Of(RegisterMinerRefusal.CodeUnknown);
        await WindowBook.LockAsync(portal, cancellationToken);
        if (await WindowBook.OpenBallotAsync(portal, cancellationToken) is not null)
            return Refusal.Of(RegisterMinerRefusal.BallotOpen);

        var earlier = await portal.WindowMiners.SingleOrDefaultAsync(
            row => row.InvestorId == owner.Id, cancellationToken);
        var miner = earlier ?? new WindowMinerRow { InvestorId = owner.Id, Name = "", Evidence = "" };
        (miner.Name, miner.Evidence) = (name!, evidence!); // Neither was refused.
        (miner.TerahashesPerSecond, miner.RegisteredBy, miner.RegisteredAt) =
            (input.TerahashesPerSecond, actor.UserId, now);
        if (earlier is null) portal.WindowMiners.Add(miner);
        await portal.SaveChangesAsync(cancellationToken);
        return new RegisteredWindowMiner(miner.Id, earlier is null);
    }
}
