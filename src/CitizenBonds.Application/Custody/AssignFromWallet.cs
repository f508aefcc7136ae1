using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Domain.Custody;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <summary>Gives what was kept apart to the citizen who has linked the wallet it came from.</summary>
public sealed class AssignFromWallet(CommandRunner commands)
{
    /// <returns>False when nobody has linked it, or while a redemption is being paid.</returns>
    public async Task<bool> ExecuteAsync(long movementId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"wallet-assigned-{movementId}");
        var outcome = await commands.RunAsync(
            new Command(nameof(AssignFromWallet), key, movementId, Actor: null, now),
            (portal, token) => AssignAsync(portal, movementId, now, token),
            cancellationToken);
        return outcome.AsRefusal is null;
    }

    private static async Task<Outcome<long>> AssignAsync(
        PortalContext portal, long movementId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var movement = await portal.CustodyMovements.SingleAsync(row => row.Id == movementId, cancellationToken);
        var owner = await portal.Wallets.AsNoTracking()
            .Where(row => row.Address == movement.Wallet && row.UnlinkedAt == null)
            .Select(row => (long?)row.InvestorId)
            .SingleOrDefaultAsync(cancellationToken);
        if (owner is not { } investorId) return Refusal.Of(CustodyRefusal.WalletNotLinked);
        var end = movement.IssueId is { } issueId
            ? await SeriesEnds.LookAsync(portal, issueId, now, cancellationToken)
            : SeriesEnd.PaidBack;
        if (end == SeriesEnd.Closing) return Refusal.Of(CustodyRefusal.SeriesClosing);

        movement.State = movement.IssueId is not null && end == SeriesEnd.PaidBack
            ? CustodyMovementState.PaidInCash
            : CustodyMovementState.Done;
        movement.InvestorId = investorId;
        movement.TransitUntil = now;
        var refusal = await FromWallet.CreditAsync(
            portal, movement, investorId, end, now, cancellationToken, isSetApart: true);
        return refusal is null ? movement.Id : refusal;
    }
}
