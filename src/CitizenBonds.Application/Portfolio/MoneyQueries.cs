using CitizenBonds.Data;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Portfolio;

/// <summary>A person's own deposits and withdrawals, newest first.</summary>
public sealed class MoneyQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int MovementsMax = 50;

    public async Task<IReadOnlyList<BankMovementLine>> MovementsAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investor = await PortfolioQueries.FindInvestorAsync(portal, userId, cancellationToken);
        if (investor is not { } investorId) return [];
        return await portal.BankMovements.AsNoTracking()
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == investorId)
            .OrderByDescending(row => row.Id)
            .Take(MovementsMax)
            .Select(row => new BankMovementLine(
                row.Id,
                row.Direction,
                Money.FromYen(row.AmountYen),
                row.State,
                row.PaymentReference,
                row.RequestedAt,
                row.Refusal))
            .ToListAsync(cancellationToken);
    }
}
