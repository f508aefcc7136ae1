using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Banking;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Banking;

/// <param name="UsableFrom">Withdrawals are taken from then on.</param>
public sealed record RegisteredPayoutAccount(long PayoutAccountId, DateTimeOffset UsableFrom);

/// <summary>
/// Registers the bank account a person is paid out to, or replaces it. A replaced one stays for the withdrawals already
/// asked for; the new one waits as <see cref="PayoutAccountRules"/> says. Asked of people who have just given their
/// password: see <see cref="ChangePayoutAccount"/>.
/// </summary>
public sealed class RegisterPayoutAccount(
    CommandRunner commands, PayoutVault vault, IDbContextFactory<PortalContext> contexts)
{
    public async Task<Outcome<RegisteredPayoutAccount>> ExecuteAsync(
        PayoutAccount account, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var secrets = await contexts.CreateDbContextAsync(cancellationToken);
        var secret = await PortalSecrets.ReadAsync(secrets, PortalSecrets.PseudonymSalt, cancellationToken);
        var fingerprint = PayoutVault.Fingerprint(account, secret);
        return await commands.RunAsync(
            new Command(nameof(RegisterPayoutAccount), key, fingerprint, actor, now),
            (portal, token) => RegisterAsync(portal, account, actor, now, token),
            cancellationToken);
    }

    private async Task<Outcome<RegisteredPayoutAccount>> RegisterAsync(
        PortalContext portal, PayoutAccount account, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is null) return Refusal.Of(InvestorRefusal.NotOpened);
        if (investor.IdentityState != IdentityState.Approved)
            return Refusal.Of(BankMovementRefusal.IdentityNotChecked);

        var former = await portal.PayoutAccounts
            .SingleOrDefaultAsync(row => row.UserId == actor && row.ReplacedAt == null, cancellationToken);
        if (former is not null)
        {
            former.ReplacedAt = now;
            await portal.SaveChangesAsync(cancellationToken); // One account counts at a time, also for the database.
        }

        var row = new PayoutAccountRow
        {
            UserId = actor,
            Sealed = vault.Seal(account),
            RegisteredAt = now,
            UsableFrom = PayoutAccountRules.UsableFrom(former is not null, now),
        };
        portal.PayoutAccounts.Add(row);
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investor.Id, Kind = NoticeKind.PayoutAccountChanged, CreatedAt = now,
        });
        await portal.SaveChangesAsync(cancellationToken);
        return new RegisteredPayoutAccount(row.Id, row.UsableFrom);
    }
}
