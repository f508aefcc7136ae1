namespace CitizenBonds.Domain.Custody;

/// <summary>
/// Whether a signed message is the one that was asked for. The signature itself is checked by the chain.
/// </summary>
public static class WalletProof
{
    /// <summary>How long a message may wait for its signature.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    /// <param name="message">As it came back; null when it could not be read.</param>
    /// <param name="asked">What we keep of its nonce; null when there is nothing.</param>
    /// <returns>The first condition that is broken, or null.</returns>
    public static WalletLinkRefusal? FindRefusal(
        WalletMessage? message, WalletQuestion? asked, Guid person, string domain, long chainId, DateTimeOffset now)
    {
        if (message is null) return WalletLinkRefusal.MessageMalformed;
        if (message.Domain != domain) return WalletLinkRefusal.OtherSite;
        if (message.ChainId != chainId) return WalletLinkRefusal.OtherChain;
        if (asked is null || asked.AskedOf != person) return WalletLinkRefusal.NonceUnknown;
        if (asked.UsedAt is not null) return WalletLinkRefusal.NonceUsed;
        if (now >= asked.Message.ExpiresAt) return WalletLinkRefusal.Expired;
        return message == asked.Message ? null : WalletLinkRefusal.MessageChanged;
    }
}
