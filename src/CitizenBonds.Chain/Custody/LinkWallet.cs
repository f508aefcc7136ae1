using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Custody;
using CitizenBonds.Application.Identity;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Data;
using CitizenBonds.Domain.Custody;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// Links a citizen's wallet by Sign-In with Ethereum: the portal asks for a message, the wallet signs it, and the chain
/// says whose key that was. The password is asked for again, so that a phone left unlocked cannot lead tokens away.
/// </summary>
/// <param name="chains">Empty when the portal follows no chain.</param>
public sealed class LinkWallet(
    IEnumerable<WalletSignature> chains, IEnumerable<ChainSettings> settings, AskForWallet ask,
    RegisterWallet register, ConfirmPassword password, IDbContextFactory<PortalContext> contexts)
{
    /// <param name="domain">Host and port of this portal as the person sees it.</param>
    /// <param name="uri">The page that asks.</param>
    /// <returns>The message to be signed.</returns>
    public async Task<Outcome<string>> AskAsync(
        string? address, string domain, string uri, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (settings.SingleOrDefault() is not { } chain) return Refusal.Of(WalletLinkRefusal.NoChain);
        if (AddressText.Read(address) is not { } read) return Refusal.Of(WalletLinkRefusal.AddressMalformed);
        if (await IsOursAsync(chain, read.ToLowerInvariant(), cancellationToken))
            return Refusal.Of(WalletLinkRefusal.AddressOfThePortal);
        return await ask.ExecuteAsync(new(read, domain, uri, chain.ChainId), key, actor, now, cancellationToken);
    }

    /// <param name="text">The message as it came back.</param>
    public async Task<Outcome<RegisteredWallet>> AnswerAsync(
        string? text, string? signature, string secret, string domain, string key, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (chains.SingleOrDefault() is not { } wallets) return Refusal.Of(WalletLinkRefusal.NoChain);
        var chainId = settings.Single().ChainId;
        var message = WalletMessage.Read(text);
        var asked = message is null ? null : await FindAsync(message.Nonce, cancellationToken);
        if (WalletProof.FindRefusal(message, asked, actor, domain, chainId, now) is { } refusal)
            return Refusal.Of(refusal);
        var written = message!; // Without a message there was a refusal.
        if (await wallets.FindRefusalAsync(written.Address, written.ToString(), signature, cancellationToken)
            is { } unsigned) return Refusal.Of(unsigned);
        if (await password.FindRefusalAsync(actor, secret) is { } notBelieved) return Refusal.Of(notBelieved);
        return await register.ExecuteAsync(written.Nonce, key, actor, now, cancellationToken);
    }

    private async Task<bool> IsOursAsync(ChainSettings chain, string address, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return chain.Accounts.Contains(address)
            || await portal.ChainContracts.AnyAsync(row => row.Address == address, cancellationToken);
    }

    private async Task<WalletQuestion?> FindAsync(string nonce, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await portal.WalletQuestions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Nonce == nonce, cancellationToken);
        return row is null || WalletMessage.Read(row.Message) is not { } message
            ? null
            : new WalletQuestion(message, row.UserId, row.UsedAt);
    }
}
