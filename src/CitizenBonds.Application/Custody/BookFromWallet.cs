using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

public sealed record BookedFromWallet(long MovementId, CustodyMovementState State);

/// <summary>
/// Books what a wallet sent to the portal's account: to the citizen who linked it, or apart until somebody does. After
/// the bond was paid back, what was paid for it takes its place.
/// </summary>
public sealed class BookFromWallet(CommandRunner commands)
{
    /// <returns>
    /// Refused while a redemption is being paid, then it is tried again later; or when it cannot have gone out.
    /// </returns>
    public Task<Outcome<BookedFromWallet>> ExecuteAsync(
        WalletDeposit deposit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(
            CultureInfo.InvariantCulture, $"from-wallet-{deposit.TransactionHash}-{deposit.Ordinal}");
        return commands.RunAsync(
            new Command(nameof(BookFromWallet), key, deposit, Actor: null, now),
            (portal, token) => BookAsync(portal, deposit, now, token),
            cancellationToken);
    }

    private static async Task<Outcome<BookedFromWallet>> BookAsync(
        PortalContext portal, WalletDeposit deposit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var end = deposit.IssueId is { } issueId
            ? await SeriesEnds.LookAsync(portal, issueId, now, cancellationToken)
            : SeriesEnd.PaidBack;
        if (end == SeriesEnd.Closing) return Refusal.Of(CustodyRefusal.SeriesClosing);
        var owner = await portal.Wallets.AsNoTracking()
            .Where(row => row.Address == deposit.Wallet && row.UnlinkedAt == null)
            .Select(row => (long?)row.InvestorId)
            .SingleOrDefaultAsync(cancellationToken);

        var movement = new CustodyMovementRow
        {
            Direction = CustodyDirection.FromWallet,
            State = StateOf(owner, deposit.IssueId, end),
            InvestorId = owner,
            IssueId = deposit.IssueId,
            Wallet = deposit.Wallet,
            Quantity = deposit.Quantity,
            BookedAt = now,
            TransitFrom = deposit.MadeAt,
            TransitUntil = owner is null ? null : now,
            TransactionHash = deposit.TransactionHash,
            Ordinal = deposit.Ordinal,
        };
        portal.CustodyMovements.Add(movement);
        await portal.SaveChangesAsync(cancellationToken);
        var refusal = await BookAsync(portal, movement, end, now, cancellationToken);
        return refusal is null ? new BookedFromWallet(movement.Id, movement.State) : refusal;
    }

    private static async Task<Refusal?> BookAsync(
        PortalContext portal, CustodyMovementRow movement, SeriesEnd end, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (movement.InvestorId is { } owner)
            return await FromWallet.CreditAsync(portal, movement, owner, end, now, cancellationToken);
        return end == SeriesEnd.Open ? await SetApartAsync(portal, movement, now, cancellationToken) : null;
    }

    private static CustodyMovementState StateOf(long? owner, long? issueId, SeriesEnd end)
    {
        if (owner is null) return CustodyMovementState.InSuspense;
        return issueId is not null && end == SeriesEnd.PaidBack
            ? CustodyMovementState.PaidInCash
            : CustodyMovementState.Done;
    }

    private static async Task<Refusal?> SetApartAsync(
        PortalContext portal, CustodyMovementRow movement, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var issue = await portal.Issues.AsNoTracking()
            .SingleAsync(row => row.Id == movement.IssueId, cancellationToken);
        var transfer = new NewTransfer(
            await CustodyAccounts.OpenOutsideAsync(portal, issue, cancellationToken),
            await CustodyAccounts.OpenSuspenseAsync(portal, issue, cancellationToken),
            movement.Quantity, LedgerReason.TokensFromChain, CustodyAccounts.ReferenceOf(movement), issue.Id);
        return await CustodyPosting.PostAsync(portal, transfer, now, cancellationToken);
    }
}
