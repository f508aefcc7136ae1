using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Investors;

/// <summary>An account with bonds, money, an application or a payment under way stays open.</summary>
public sealed class InvestorClosureCheck(IDbContextFactory<PortalContext> contexts) : IAccountClosureCheck
{
    public async Task<ClosureRefusal?> FindRefusalAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var investorId = await portal.Investors
            .Where(row => row.UserId == userId)
            .Select(row => (long?)row.Id)
            .SingleOrDefaultAsync(cancellationToken);
        if (investorId is not { } id) return null;
        var kindsWithBalance = await portal.Accounts
            .Where(row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == id && row.Credits != row.Debits)
            .Select(row => row.Kind)
            .ToListAsync(cancellationToken);
        if (kindsWithBalance.Contains(AccountKind.Holding)) return ClosureRefusal.HoldsBonds;
        var wallet = await portal.Wallets
            .Where(row => row.UserId == userId && row.UnlinkedAt == null)
            .Select(row => row.Address)
            .SingleOrDefaultAsync(cancellationToken);
        if (wallet is not null && await ChainBalances.AnyAsync(portal, wallet, cancellationToken))
            return ClosureRefusal.HoldsBonds;
        if (kindsWithBalance.Contains(AccountKind.Cash)) return ClosureRefusal.HoldsMoney;
        var hasApplication = await portal.Applications
            .AnyAsync(row => row.InvestorId == id && row.State == ApplicationState.Active, cancellationToken);
        var hasBid = await portal.AuctionBidders.AnyAsync(
            row => row.InvestorId == id
                && portal.AuctionBids.Any(bid => bid.BidderId == row.Id && bid.State == BidState.Sealed),
            cancellationToken);
        if (hasApplication || hasBid || kindsWithBalance.Contains(AccountKind.OrderHold))
            return ClosureRefusal.HasOpenApplications;
        var hasMovement = await portal.BankMovements.AnyAsync(
            row => row.OwnerKind == AccountOwner.Investor && row.OwnerId == id
                && (row.State == BankMovementState.Requested || row.State == BankMovementState.FirstApproved),
            cancellationToken);
        var hasTokensOnTheirWay = await portal.CustodyMovements.AnyAsync(
            row => row.InvestorId == id && row.State == CustodyMovementState.OnItsWay, cancellationToken);
        var isUnderWay = hasMovement || hasTokensOnTheirWay;
        return isUnderWay || kindsWithBalance.Count > 0 ? ClosureRefusal.HasPendingPayment : null;
    }
}
