using CitizenBonds.Data;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <param name="QuantityText">As typed, good or bad; cut at <see cref="SaveApplicationDraft.TextLengthMax"/>.</param>
public sealed record ApplicationDraft(long IssueId, string QuantityText, bool IsInYen);

/// <summary>
/// Keeps what a person has typed and not confirmed. Moves no money, so the last one saved simply stands.
/// </summary>
public sealed class SaveApplicationDraft(IDbContextFactory<PortalContext> contexts)
{
    public const int TextLengthMax = 100;

    /// <returns>False when the person has no investor's account.</returns>
    public async Task<bool> ExecuteAsync(
        ApplicationDraft draft, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // PostgreSQL keeps no NUL in a text.
        var text = draft.QuantityText.Replace("\0", "", StringComparison.Ordinal);
        text = text.Length <= TextLengthMax ? text : text[..TextLengthMax];
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.application_drafts (investor_id, issue_id, quantity_text, is_in_yen, updated_at)
            select investors.id, issues.id, {text}, {draft.IsInYen}, {now.UtcDateTime}
            from portal.investors, portal.issues
            where investors.user_id = {actor} and issues.id = {draft.IssueId}
            on conflict (investor_id, issue_id) do update
            set quantity_text = excluded.quantity_text, is_in_yen = excluded.is_in_yen, updated_at = excluded.updated_at
            """,
            cancellationToken) == 1;
    }
}
