using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <summary>
/// The chain refused: the tokens are the citizen's again by a further entry; when the bond was paid back in between,
/// the principal is.
/// </summary>
public sealed class ReturnWithdrawal(CommandRunner commands)
{
    /// <param name="failure">The contract's own name for its refusal.</param>
    /// <returns>False while a redemption is being paid, or the books differ: then it is tried again later.</returns>
    public async Task<bool> ExecuteAsync(
        long movementId, string failure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"withdrawal-returned-{movementId}");
        var outcome = await commands.RunAsync(
            new Command(nameof(ReturnWithdrawal), key, movementId, Actor: null, now),
            (portal, token) => ReturnAsync(portal, movementId, failure, now, token),
            cancellationToken);
        return outcome.AsRefusal is null;
    }

    private static async Task<Outcome<long>> ReturnAsync(
        PortalContext portal, long movementId, string failure, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var movement = await portal.CustodyMovements.SingleAsync(row => row.Id == movementId, cancellationToken);
        var issue = await portal.Issues.AsNoTracking()
            .SingleAsync(row => row.Id == movement.IssueId, cancellationToken);
        var end = await SeriesEnds.LookAsync(portal, issue.Id, now, cancellationToken);
        if (end == SeriesEnd.Closing) return Refusal.Of(CustodyRefusal.SeriesClosing);

        movement.State = CustodyMovementState.Returned;
        movement.TransitUntil = now;
        movement.Failure = failure;
        var investorId = movement.InvestorId!.Value; // Of what goes out the owner is known.
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investorId, Kind = NoticeKind.TransferToWalletFailed, IssueId = issue.Id,
            Quantity = movement.Quantity, CreatedAt = now,
        });
        var transfer = end == SeriesEnd.PaidBack
            ? await PrincipalAsync(portal, movement, investorId, issue.DenominationYen, cancellationToken)
            : new NewTransfer(
                await CustodyAccounts.OpenOutsideAsync(portal, issue, cancellationToken),
                await CustodyAccounts.OpenHoldingAsync(portal, issue, investorId, cancellationToken),
                movement.Quantity, LedgerReason.Correction, CustodyAccounts.ReferenceOf(movement), issue.Id);
        var refusal = await CustodyPosting.PostAsync(portal, transfer, now, cancellationToken);
        return refusal is null ? movement.Id : refusal;
    }

    private static async Task<NewTransfer> PrincipalAsync(
        PortalContext portal, CustodyMovementRow movement, long investorId, long denominationYen,
        CancellationToken cancellationToken) =>
        new(
            await CustodyAccounts.OpenCashOnChainAsync(portal, cancellationToken),
            await CustodyAccounts.OpenCashAsync(portal, investorId, cancellationToken),
            checked(movement.Quantity * denominationYen), LedgerReason.CashFromChain,
            CustodyAccounts.ReferenceOf(movement), movement.IssueId!.Value);
}
