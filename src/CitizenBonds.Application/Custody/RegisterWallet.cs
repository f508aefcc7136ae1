using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

public sealed record RegisteredWallet(string Address);

/// <summary>
/// Links a wallet to the person who has just proven to hold its key. Each message links once, also when two answers to
/// it arrive together.
/// </summary>
public sealed class RegisterWallet(CommandRunner commands)
{
    /// <param name="nonce">Of the message that was signed.</param>
    public Task<Outcome<RegisteredWallet>> ExecuteAsync(
        string nonce, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(RegisterWallet), key, nonce, actor, now),
            (portal, token) => RegisterAsync(portal, nonce, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<RegisteredWallet>> RegisterAsync(
        PortalContext portal, string nonce, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await InvestorLock.TakeAsync(portal, actor, cancellationToken) is not { } investor)
            return Refusal.Of(InvestorRefusal.NotOpened);
        if (investor.IdentityState != IdentityState.Approved) return Refusal.Of(WalletLinkRefusal.IdentityNotChecked);
        var question = await portal.WalletQuestions
            .FromSql($"select * from identity.wallet_questions where nonce = {nonce} for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (question is null || question.UserId != actor) return Refusal.Of(WalletLinkRefusal.NonceUnknown);
        var isLinked = await portal.Wallets.AnyAsync(
            row => row.UserId == actor && row.UnlinkedAt == null, cancellationToken);
        if (isLinked) return Refusal.Of(WalletLinkRefusal.AlreadyLinked);
        if (question.UsedAt is not null) return Refusal.Of(WalletLinkRefusal.NonceUsed);

        // Two people who link the same wallet at once meet here: the database keeps one of them.
        var added = await portal.Database.ExecuteSqlAsync(
            $"""
            insert into identity.wallets (user_id, investor_id, address, linked_at)
            values ({actor}, {investor.Id}, {question.Address}, {now.UtcDateTime}) on conflict do nothing
            """,
            cancellationToken);
        if (added == 0) return Refusal.Of(WalletLinkRefusal.LinkedToSomebodyElse);
        question.UsedAt = now;
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investor.Id, Kind = NoticeKind.WalletLinked, CreatedAt = now,
        });
        return new RegisteredWallet(question.Address);
    }
}
