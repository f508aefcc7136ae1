using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <param name="Fields">What the draft starts with.</param>
public sealed record StartIssueDraftCommand(IssueDraftFields Fields);

/// <summary>Opens an empty draft for the officer's issuer.</summary>
public sealed class StartIssueDraft(CommandRunner commands)
{
    public Task<Outcome<SavedDraft>> ExecuteAsync(
        StartIssueDraftCommand input,
        string key,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(StartIssueDraft), key, input, actor.UserId, now),
            (portal, token) => StartAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<SavedDraft>> StartAsync(
        PortalContext portal,
        StartIssueDraftCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.IssuerOfficer) || actor.IssuerId is not { } issuerId)
            return Refusal.Of(OfferingRefusal.NotFound);

        var draft = new IssueDraftRow
        {
            IssuerId = issuerId,
            Author = actor.UserId,
            Body = input.Fields.ToJson(),
            Version = 1,
            UpdatedAt = now,
        };
        portal.IssueDrafts.Add(draft);
        await portal.SaveChangesAsync(cancellationToken);
        return new SavedDraft(draft.Id, draft.Version);
    }
}
