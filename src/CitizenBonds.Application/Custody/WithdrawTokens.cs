using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <param name="Address">Must be the linked wallet: nothing else is on the list.</param>
public sealed record WithdrawTokensCommand(string Isin, long Quantity, string Address);

public sealed record WithdrawnTokens(long MovementId);

/// <summary>
/// Takes tokens off the ledger for the citizen's wallet. They are booked out at once, with the wish to send them; the
/// chain follows, and what it refuses comes back by a further entry.
/// </summary>
public sealed class WithdrawTokens(CommandRunner commands)
{
    public Task<Outcome<WithdrawnTokens>> ExecuteAsync(
        WithdrawTokensCommand command, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(WithdrawTokens), key, command, actor, now),
            (portal, token) => WithdrawAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<WithdrawnTokens>> WithdrawAsync(
        PortalContext portal, WithdrawTokensCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await InvestorLock.TakeAsync(portal, actor, cancellationToken) is not { } investor)
            return Refusal.Of(InvestorRefusal.NotOpened);
        if (investor.IdentityState != IdentityState.Approved) return Refusal.Of(CustodyRefusal.IdentityNotChecked);
        var wallet = await portal.Wallets.AsNoTracking()
            .SingleOrDefaultAsync(row => row.UserId == actor && row.UnlinkedAt == null, cancellationToken);
        if (wallet is null) return Refusal.Of(CustodyRefusal.WalletNotLinked);
        if (!string.Equals(wallet.Address, command.Address, StringComparison.OrdinalIgnoreCase))
            return Refusal.Of(CustodyRefusal.AddressNotAllowed);
        if (await FindAsync(portal, command.Isin, cancellationToken) is not { } issue)
            return Refusal.Of(CustodyRefusal.SeriesNotOnChain);
        if (await SeriesEnds.LookAsync(portal, issue.Id, now, cancellationToken) != SeriesEnd.Open)
            return Refusal.Of(CustodyRefusal.SeriesClosing);
        if (command.Quantity <= 0) return Refusal.Of(CustodyRefusal.QuantityNotPositive);

        var movement = new CustodyMovementRow
        {
            Direction = CustodyDirection.ToWallet,
            State = CustodyMovementState.OnItsWay,
            InvestorId = investor.Id,
            IssueId = issue.Id,
            Wallet = wallet.Address,
            Quantity = command.Quantity,
            BookedAt = now,
            TransitFrom = now,
        };
        portal.CustodyMovements.Add(movement);
        await portal.SaveChangesAsync(cancellationToken);
        return await BookAsync(portal, issue, movement, now, cancellationToken);
    }

    /// <returns>Null when it has no contract that is ready.</returns>
    private static async Task<IssueRow?> FindAsync(
        PortalContext portal, string isin, CancellationToken cancellationToken) =>
        await portal.Issues.AsNoTracking()
            // A coupon in satoshi reaches accounts of the portal only: mining bonds stay there.
            .Where(row => row.Isin == isin && row.AssetId != null && row.Product == BondProduct.FixedIncome
                && portal.ChainSeries.Any(
                    series => series.IssueId == row.Id && series.MirroredAt != null && series.RedeemedAt == null))
            .SingleOrDefaultAsync(cancellationToken);

    // The ledger alone knows the balance under its lock; its refusal rolls everything back.
    private static async Task<Outcome<WithdrawnTokens>> BookAsync(
        PortalContext portal, IssueRow issue, CustodyMovementRow movement, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investorId = movement.InvestorId!.Value; // Set by the caller.
        var holding = await CustodyAccounts.OpenHoldingAsync(portal, issue, investorId, cancellationToken);
        var outside = await CustodyAccounts.OpenOutsideAsync(portal, issue, cancellationToken);
        var transfer = new NewTransfer(
            holding, outside, movement.Quantity, LedgerReason.TokensToChain, CustodyAccounts.ReferenceOf(movement),
            issue.Id);
        if (await LedgerWriter.PostAsync(portal, [transfer], now, cancellationToken) is { } shortfall)
        {
            return Refusal.Of(
                CustodyRefusal.TokensTooFew,
                ("asked", Quantity.FromTokens(movement.Quantity)),
                ("nearest", Quantity.FromTokens(shortfall.Available)));
        }

        return new WithdrawnTokens(movement.Id);
    }
}
