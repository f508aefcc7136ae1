using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Pricing;
using CitizenBonds.Domain.Pricing.Feeds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Pricing;

/// <summary>Why quarantined data stays where it is, in order of precedence.</summary>
public enum QuarantineRefusal
{
    NotAllowed = 1,
    Unknown = 2,

    /// <summary>Released or rejected before.</summary>
    AlreadyDecided = 3,

    /// <summary>Wrong unit, no number, or no curve: nobody can make it right by agreeing.</summary>
    CannotBeUsed = 4,

    /// <summary>Nobody has proposed its release.</summary>
    NotProposed = 5,

    /// <summary>Who proposed the release cannot confirm it.</summary>
    SamePerson = 6,
}

/// <summary>What somebody wants done with quarantined data.</summary>
public enum QuarantineStep
{
    Propose = 0,
    Confirm = 1,
    Reject = 2,
}

public sealed record DecideQuarantineCommand(long Id, QuarantineStep Step);

/// <summary>
/// One person proposes that held data may count, another confirms; either may reject. Only the confirmation makes it
/// count, and then exactly as it arrived.
/// </summary>
public sealed class DecideQuarantine(CommandRunner commands)
{
    public Task<Outcome<QuarantineState>> ExecuteAsync(
        DecideQuarantineCommand input,
        string key,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(DecideQuarantine), key, input, actor.UserId, now),
            (portal, token) => DecideAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<QuarantineState>> DecideAsync(
        PortalContext portal,
        DecideQuarantineCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await FeedBook.LockAsync(portal, cancellationToken);
        var row = await portal.FeedQuarantine.SingleOrDefaultAsync(item => item.Id == input.Id, cancellationToken);
        if (FindRefusal(row, input.Step, actor) is { } refusal) return Refusal.Of(refusal);

        row!.Version++; // Not null: there was no refusal.
        if (input.Step == QuarantineStep.Propose)
        {
            row.ProposedBy = actor.UserId;
            return row.State = QuarantineState.Proposed;
        }

        row.DecidedBy = actor.UserId;
        row.DecidedAt = now;
        if (input.Step == QuarantineStep.Reject)
        {
            row.ProposedBy = row.ProposedBy == actor.UserId ? null : row.ProposedBy;
            return row.State = QuarantineState.Rejected;
        }

        row.State = QuarantineState.Released;
        await FeedBook.WriteAsync(portal, QuarantinedBody.ItemOf(row), row.Source, now, cancellationToken);
        return row.State;
    }

    private static QuarantineRefusal? FindRefusal(FeedQuarantineRow? row, QuarantineStep step, Actor actor)
    {
        if (!actor.Is(PortalRole.Treasury) && !actor.Is(PortalRole.Operator)) return QuarantineRefusal.NotAllowed;
        if (row is null) return QuarantineRefusal.Unknown;
        if (row.State is QuarantineState.Released or QuarantineState.Rejected) return QuarantineRefusal.AlreadyDecided;
        if (step == QuarantineStep.Reject) return null;
        if (row.Fault is FeedFault.WrongUnit or FeedFault.NotPositive or FeedFault.InTheFuture or FeedFault.NoCurve)
            return QuarantineRefusal.CannotBeUsed;
        if (step == QuarantineStep.Propose) return null;
        if (row.State != QuarantineState.Proposed) return QuarantineRefusal.NotProposed;
        return row.ProposedBy == actor.UserId ? QuarantineRefusal.SamePerson : null;
    }
}
