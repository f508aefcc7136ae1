using System.Security.Cryptography;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Offerings;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Custody;

/// <param name="Address">As the message names it; it was checked before.</param>
/// <param name="Domain">Host and port of this portal as the person sees it.</param>
/// <param name="Uri">The page that asks.</param>
public sealed record AskForWalletCommand(string Address, string Domain, string Uri, long ChainId);

/// <summary>Makes the message a wallet shall sign, and keeps it until it is answered or too old.</summary>
public sealed class AskForWallet(CommandRunner commands)
{
    private const string Statement = "I link this wallet to my account. This costs nothing and moves no tokens.";
    private const int NonceBytes = 16;

    /// <returns>The message as it is to be signed.</returns>
    public Task<Outcome<string>> ExecuteAsync(
        AskForWalletCommand command, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(AskForWallet), key, command, actor, now),
            (portal, token) => AskAsync(portal, command, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<string>> AskAsync(
        PortalContext portal, AskForWalletCommand command, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await InvestorLock.TakeAsync(portal, actor, cancellationToken) is not { } investor)
            return Refusal.Of(InvestorRefusal.NotOpened);
        if (investor.IdentityState != IdentityState.Approved) return Refusal.Of(WalletLinkRefusal.IdentityNotChecked);
        var isLinked = await portal.Wallets.AnyAsync(
            row => row.UserId == actor && row.UnlinkedAt == null, cancellationToken);
        if (isLinked) return Refusal.Of(WalletLinkRefusal.AlreadyLinked);

        var issuedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        var message = new WalletMessage(
            command.Domain, command.Address, Statement, command.Uri, command.ChainId, nonce, issuedAt,
            issuedAt + WalletProof.Validity);
        portal.WalletQuestions.Add(new WalletQuestionRow
        {
            Nonce = nonce,
            UserId = actor,
            Address = command.Address.ToLowerInvariant(),
            Message = message.ToString(),
            ExpiresAt = message.ExpiresAt,
        });
        return message.ToString();
    }
}
