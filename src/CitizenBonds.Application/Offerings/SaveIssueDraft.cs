using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <param name="Version">The version that was read; another one in the database refuses, unless this very editor made
/// it.</param>
/// <param name="Editor">Names one opened editor, so that its own saves on their way do not refuse each other.</param>
/// <param name="IsLast">The form itself is sent: a save by itself that arrives after it is refused.</param>
public sealed record SaveIssueDraftCommand(
    long DraftId, int Version, IssueDraftFields Fields, Guid Editor = default, bool IsLast = false);

/// <param name="Version">What the next save has to name.</param>
public sealed record SavedDraft(long DraftId, int Version);

/// <summary>Keeps what was typed, right or wrong. Two tabs cannot overwrite each other unseen.</summary>
public sealed class SaveIssueDraft(CommandRunner commands)
{
    public Task<Outcome<SavedDraft>> ExecuteAsync(
        SaveIssueDraftCommand input, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = input with { Fields = IssueDraftFields.FromJson(input.Fields.ToJson()) };
        return commands.RunAsync(
            new Command(nameof(SaveIssueDraft), KeyOf(kept, actor), kept, actor.UserId, now),
            (portal, token) => SaveAsync(portal, kept, actor, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<SavedDraft>> SaveAsync(
        PortalContext portal,
        SaveIssueDraftCommand input,
        Actor actor,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.IssuerOfficer)) return Refusal.Of(OfferingRefusal.NotFound);
        var draft = await IssueLocks.DraftAsync(portal, input.DraftId, actor, cancellationToken);
        if (draft is null) return Refusal.Of(OfferingRefusal.NotFound);
        if (await IsFrozenAsync(portal, draft, cancellationToken)) return Refusal.Of(OfferingRefusal.DraftIsFrozen);
        if (draft.Version != input.Version && !IsOwnSave(draft, input))
            return Refusal.Of(CommandRefusal.ChangedMeanwhile, ("version", draft.Version));

        draft.Body = input.Fields.ToJson();
        draft.Editor = input.IsLast || input.Editor == Guid.Empty ? null : input.Editor;
        draft.UpdatedAt = now;
        draft.Version++;
        return new SavedDraft(draft.Id, draft.Version);
    }

    /// <summary>
    /// The newer version was made by the same editor: its saves come one after another, so the one that arrives last
    /// carries the newest text. Another tab is another editor.
    /// </summary>
    private static bool IsOwnSave(IssueDraftRow draft, SaveIssueDraftCommand input) =>
        draft.Editor is { } editor && editor == input.Editor && input.Version < draft.Version;

    /// <summary>A draft is open until it is submitted, and again after it was sent back.</summary>
    internal static async Task<bool> IsFrozenAsync(
        PortalContext portal, IssueDraftRow draft, CancellationToken cancellationToken) =>
        draft.IssueId is { } issueId
        && await portal.Issues.AnyAsync(
            row => row.Id == issueId && row.State != IssueState.SentBack, cancellationToken);

    /// <summary>The same text over the same version from the same editor is the same save, however often it arrives.
    /// </summary>
    private static string KeyOf(SaveIssueDraftCommand input, Actor actor)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(input.Fields.ToJson())));
        var editor = string.Create(CultureInfo.InvariantCulture, $"{input.Editor:N}{(input.IsLast ? "-last" : "")}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"save-draft-{input.DraftId}-{input.Version}-{editor}-{actor.UserId:N}-{digest}");
    }
}
