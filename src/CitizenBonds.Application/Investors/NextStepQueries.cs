using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

/// <summary>What a person has done and what comes next.</summary>
public sealed class NextStepQueries(IDbContextFactory<PortalContext> contexts)
{
    /// <returns>Null when the person never opened an investor's account.</returns>
    public async Task<GuidedPath?> FindAsync(Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await portal.Investors.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == userId, cancellationToken);
        if (investor is null) return null;
        var cash = await portal.Accounts.AsNoTracking()
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investor.Id
                && row.AssetId == AccountBook.Yen && row.Kind == AccountKind.Cash)
            .Select(row => new { row.Credits, row.Debits })
            .SingleOrDefaultAsync(cancellationToken);
        var validUntil = TakeKnowledgeTest.ValidUntil(investor);
        return new GuidedPath
        {
            InvestorId = investor.Id,
            Kind = investor.Kind,
            Identity = investor.IdentityState,
            IdentityRefusal = await FindIdentityRefusalAsync(portal, investor, cancellationToken),
            KnowledgeValidUntil = validUntil,
            IsKnowledgeValid = validUntil > PortalTime.DayOf(now),
            Cash = Money.FromYen(cash is null ? 0 : cash.Credits - cash.Debits),
            WasEverFunded = cash is { Credits: > 0 },
            DraftIsin = await FindDraftAsync(portal, investor.Id, now, cancellationToken),
            HasApplied = await portal.Applications.AnyAsync(row => row.InvestorId == investor.Id, cancellationToken)
                || await portal.AuctionBidders.AnyAsync(row => row.InvestorId == investor.Id, cancellationToken),
        };
    }

    /// <returns>Which sitting of the knowledge test comes next, from 1.</returns>
    public async Task<int> NextSittingAsync(long investorId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return 1 + await portal.KnowledgeAttempts.CountAsync(row => row.InvestorId == investorId, cancellationToken);
    }

    private static async Task<string?> FindIdentityRefusalAsync(
        PortalContext portal, InvestorRow investor, CancellationToken cancellationToken) =>
        investor.IdentityState != IdentityState.Refused
            ? null
            : await portal.IdentityChecks
                .Where(row => row.UserId == investor.UserId)
                .OrderByDescending(row => row.Id)
                .Select(row => row.RefusalReason)
                .FirstOrDefaultAsync(cancellationToken);

    private static Task<string?> FindDraftAsync(
        PortalContext portal, long investorId, DateTimeOffset now, CancellationToken cancellationToken) =>
        (from draft in portal.ApplicationDrafts
         join issue in portal.Issues on draft.IssueId equals issue.Id
         where draft.InvestorId == investorId && issue.State == IssueState.Announced
             && issue.SaleOpensAt <= now && now < issue.SaleClosesAt
         orderby draft.UpdatedAt descending, draft.IssueId
         select issue.Isin).FirstOrDefaultAsync(cancellationToken);
}
