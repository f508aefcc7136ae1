using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <summary>What came from a wallet, credited to its owner: tokens, or the yen in their place.</summary>
internal static class FromWallet
{
    /// <param name="isSetApart">The tokens were kept apart until now.</param>
    /// <returns>Null when credited.</returns>
    public static async Task<Refusal?> CreditAsync(
        PortalContext portal, CustodyMovementRow movement, long investorId, SeriesEnd end, DateTimeOffset now,
        CancellationToken cancellationToken, bool isSetApart = false)
    {
        var isCash = end == SeriesEnd.PaidBack;
        var transfer = isCash
            ? await CashAsync(portal, movement, investorId, cancellationToken)
            : await TokensAsync(portal, movement, investorId, isSetApart, cancellationToken);
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investorId,
            Kind = isCash ? NoticeKind.CashBackFromWallet : NoticeKind.TokensBackFromWallet,
            IssueId = movement.IssueId,
            Amount = isCash ? transfer.Amount : 0,
            Quantity = isCash ? 0 : movement.Quantity,
            CreatedAt = now,
        });
        return await CustodyPosting.PostAsync(portal, transfer, now, cancellationToken);
    }

    private static async Task<NewTransfer> CashAsync(
        PortalContext portal, CustodyMovementRow movement, long investorId, CancellationToken cancellationToken)
    {
        var yen = movement.IssueId is { } issueId
            ? checked(movement.Quantity * await portal.Issues.Where(row => row.Id == issueId)
                .Select(row => row.DenominationYen).SingleAsync(cancellationToken))
            : movement.Quantity;
        return new NewTransfer(
            await CustodyAccounts.OpenCashOnChainAsync(portal, cancellationToken),
            await CustodyAccounts.OpenCashAsync(portal, investorId, cancellationToken),
            yen, LedgerReason.CashFromChain, CustodyAccounts.ReferenceOf(movement), movement.IssueId ?? 0);
    }

    private static async Task<NewTransfer> TokensAsync(
        PortalContext portal, CustodyMovementRow movement, long investorId, bool isSetApart,
        CancellationToken cancellationToken)
    {
        var issue = await portal.Issues.AsNoTracking()
            .SingleAsync(row => row.Id == movement.IssueId, cancellationToken);
        var source = isSetApart
            ? await CustodyAccounts.OpenSuspenseAsync(portal, issue, cancellationToken)
            : await CustodyAccounts.OpenOutsideAsync(portal, issue, cancellationToken);
        return new NewTransfer(
            source,
            await CustodyAccounts.OpenHoldingAsync(portal, issue, investorId, cancellationToken),
            movement.Quantity,
            isSetApart ? LedgerReason.DepositAssigned : LedgerReason.TokensFromChain,
            CustodyAccounts.ReferenceOf(movement), issue.Id);
    }
}
