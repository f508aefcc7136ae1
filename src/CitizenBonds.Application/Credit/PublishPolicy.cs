using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Forms;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Credit;

/// <summary>Why a policy is not published for reasons of the form, in order of precedence, before the rules.</summary>
public enum PolicyFormRefusal
{
    NotAllowed = 1,

    /// <summary>The first day of the version cannot be read.</summary>
    DateUnreadable,

    /// <summary>The argument "faults" lists every figure that cannot be read.</summary>
    HasFaults,
}

/// <param name="BasedOn">The version the form was drawn from; a newer one refuses.</param>
/// <param name="Figures">By the names of <see cref="PolicyForm"/>, as typed.</param>
public sealed record PublishPolicyCommand(
    int BasedOn, string? EffectiveFrom, IReadOnlyDictionary<string, string?> Figures);

public sealed record PublishedPolicy(int Version, DateOnly EffectiveFrom);

/// <summary>
/// The treasury publishes a further version of the credit policy. Decisions taken before its first day keep the version
/// they were taken under. Every issuer whose tier it changes is disclosed at once, ahead of that day.
/// </summary>
public sealed class PublishPolicy(CommandRunner commands)
{
    public Task<Outcome<PublishedPolicy>> ExecuteAsync(
        PublishPolicyCommand input, string key, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(PublishPolicy), key, input, actor.UserId, now),
            (portal, token) => PublishAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<PublishedPolicy>> PublishAsync(
        PortalContext portal, PublishPolicyCommand input, Actor actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Treasury)) return Refusal.Of(PolicyFormRefusal.NotAllowed);
        await CreditPolicies.EnsureFirstAsync(portal, now, cancellationToken);
        // Versions are counted one after another: a second publication waits here for the first.
        await portal.Database.ExecuteSqlRawAsync(
            "lock table portal.credit_policies in share row exclusive mode", cancellationToken);
        var latest = (await CreditPolicies.AllAsync(portal, cancellationToken))[^1];
        if (latest.Version != input.BasedOn)
            return Refusal.Of(CommandRefusal.ChangedMeanwhile, ("version", latest.Version));
        if (TypedText.Date(input.EffectiveFrom) is not { Value: { } effectiveFrom })
            return Refusal.Of(PolicyFormRefusal.DateUnreadable);
        var (next, faults) = PolicyForm.Read(latest, effectiveFrom, input.Figures);
        if (next is null) return Refusal.Of(PolicyFormRefusal.HasFaults, ("count", faults.Count), ("faults", faults));
        var today = PortalTime.DayOf(now);
        if (PolicyChange.FindRefusal(latest, next, today) is { } refusal)
            return Refusal.Of(refusal, ("today", today), ("latest", latest.EffectiveFrom));

        portal.CreditPolicies.Add(new CreditPolicyRow
        {
            Version = next.Version,
            EffectiveFrom = next.EffectiveFrom,
            Body = CreditPolicyDocument.Write(next),
            PublishedAt = now,
        });
        var kinds = await portal.Issuers.ToDictionaryAsync(row => row.Id, row => row.Kind, cancellationToken);
        var indicators = await portal.Indicators.AsNoTracking().ToListAsync(cancellationToken);
        var changes = TierChanges.Between(latest, next, kinds, indicators);
        TierChanges.File(portal, changes, next, next.EffectiveFrom, now);
        return new PublishedPolicy(next.Version, next.EffectiveFrom);
    }
}
