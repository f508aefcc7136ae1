using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <summary>An order as it was typed, good or bad.</summary>
/// <param name="GoodTill">Null: for today alone.</param>
public sealed record OrderDraft(
    OrderSide Side, OrderType Type, string QuantityText, bool IsInYen, string LimitText, DateOnly? GoodTill);

/// <summary>
/// Keeps what a person has typed into an order and not confirmed, one order for each series. Moves nothing, so the last
/// one saved simply stands.
/// </summary>
public sealed class OrderDrafts(IDbContextFactory<PortalContext> contexts)
{
    public const int TextLengthMax = 100;

    /// <returns>Null when nothing is kept.</returns>
    public async Task<OrderDraft?> FindAsync(long seriesId, Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await Of(portal, seriesId, userId).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return row is null
            ? null
            : new(row.Side, row.Type, row.QuantityText, row.IsInYen, row.LimitText, row.GoodTill);
    }

    /// <returns>False when the person has no investor's account.</returns>
    public async Task<bool> SaveAsync(
        long seriesId, OrderDraft draft, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (quantity, limit) = (Kept(draft.QuantityText), Kept(draft.LimitText));
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.order_drafts
                (investor_id, series_id, side, type, quantity_text, is_in_yen, limit_text, good_till, updated_at)
            select investors.id, issues.id, {(short)draft.Side}, {(short)draft.Type}, {quantity}, {draft.IsInYen},
                {limit}, {draft.GoodTill}, {now.UtcDateTime}
            from portal.investors, portal.issues
            where investors.user_id = {userId} and issues.id = {seriesId}
            on conflict (investor_id, series_id) do update
            set side = excluded.side, type = excluded.type, quantity_text = excluded.quantity_text,
                is_in_yen = excluded.is_in_yen, limit_text = excluded.limit_text, good_till = excluded.good_till,
                updated_at = excluded.updated_at
            """,
            cancellationToken) == 1;
    }

    public async Task DeleteAsync(long seriesId, Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await Of(portal, seriesId, userId).ExecuteDeleteAsync(cancellationToken);
    }

    private static IQueryable<OrderDraftRow> Of(PortalContext portal, long seriesId, Guid userId) =>
        portal.OrderDrafts.Where(row => row.SeriesId == seriesId
            && portal.Investors.Any(investor => investor.Id == row.InvestorId && investor.UserId == userId));

    /// <summary>PostgreSQL keeps no NUL in a text.</summary>
    private static string Kept(string typed)
    {
        var text = typed.Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= TextLengthMax ? text : text[..TextLengthMax];
    }
}
