using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

public sealed record UnlinkedWallet(long WalletId);

/// <summary>Forgets a wallet that holds nothing: with tokens in it nobody would know any more whose they are.</summary>
public sealed class UnlinkWallet(CommandRunner commands)
{
    public Task<Outcome<UnlinkedWallet>> ExecuteAsync(
        string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(UnlinkWallet), key, "", actor, now),
            (portal, token) => UnlinkAsync(portal, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<UnlinkedWallet>> UnlinkAsync(
        PortalContext portal, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await InvestorLock.TakeAsync(portal, actor, cancellationToken) is not { } investor)
            return Refusal.Of(InvestorRefusal.NotOpened);
        var wallet = await portal.Wallets
            .SingleOrDefaultAsync(row => row.UserId == actor && row.UnlinkedAt == null, cancellationToken);
        if (wallet is null) return Refusal.Of(CustodyRefusal.WalletNotLinked);
        var isMoving = await portal.CustodyMovements.AnyAsync(
            row => row.Wallet == wallet.Address && row.State == CustodyMovementState.OnItsWay, cancellationToken);
        if (isMoving || await ChainBalances.AnyAsync(portal, wallet.Address, cancellationToken))
            return Refusal.Of(CustodyRefusal.WalletInUse);

        wallet.UnlinkedAt = now;
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investor.Id, Kind = NoticeKind.WalletUnlinked, CreatedAt = now,
        });
        await portal.SaveChangesAsync(cancellationToken);
        return new UnlinkedWallet(wallet.Id);
    }
}
