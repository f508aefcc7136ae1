using CitizenBonds.Data;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Offerings;

/// <summary>The deficits and projects of an issuer.</summary>
public sealed class PurposeQueries(IDbContextFactory<PortalContext> contexts)
{
    private static readonly IssueState[] Pending =
        [IssueState.Submitted, IssueState.AwaitingTreasury, IssueState.Announced];

    /// <summary>Latest fiscal year first.</summary>
    public async Task<IReadOnlyList<PurposeView>> OfIssuerAsync(long issuerId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await LoadAsync(portal, issuerId, exceptIssueId: null, cancellationToken);
    }

    /// <param name="exceptIssueId">An issue whose own proceeds are not counted as pending; null for none.</param>
    internal static async Task<IReadOnlyList<PurposeView>> LoadAsync(
        PortalContext portal, long issuerId, long? exceptIssueId, CancellationToken cancellationToken)
    {
        var rows = await (
            from purpose in portal.Purposes.AsNoTracking()
            where purpose.IssuerId == issuerId
            join account in portal.Accounts on purpose.AccountId equals account.Id
            orderby purpose.FiscalYear descending, purpose.Id descending
            select new
            {
                Purpose = purpose,
                Covered = account.Credits - account.Debits,
                Pending = portal.Issues
                    .Where(issue => issue.PurposeId == purpose.Id && issue.Id != (exceptIssueId ?? 0)
                        && Pending.Contains(issue.State))
                    .Sum(issue => issue.PriceYen * issue.SizeTokens),
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new PurposeView(
            row.Purpose.Id,
            row.Purpose.Kind,
            row.Purpose.NameJa,
            row.Purpose.NameEn,
            row.Purpose.FiscalYear,
            Money.FromYen(row.Purpose.AmountYen),
            Money.FromYen(row.Covered),
            Money.FromYen(row.Pending)));
    }
}
