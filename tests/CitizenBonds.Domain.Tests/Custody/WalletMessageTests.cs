using CitizenBonds.Domain.Custody;

namespace CitizenBonds.Domain.Tests.Custody;

public sealed class WalletMessageTests
{
    // The form of EIP-4361, section "Message Format", with our fields.
    private const string Text =
        """
        portal.example wants you to sign in with your Ethereum account:
        0x70997970C51812dc3A010C7d01b50e0d17dc79C8

        I link this wallet.

        URI: https://portal.example/wallet
        Version: 1
        Chain ID: 31337
        Nonce: 0123456789abcdef
        Issued At: 2026-03-02T00:00:00Z
        Expiration Time: 2026-03-02T00:10:00Z
        """;

    private static readonly DateTimeOffset Issued = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly WalletMessage Message = new(
        "portal.example", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "I link this wallet.",
        "https://portal.example/wallet", 31337, "0123456789abcdef", Issued, Issued.AddMinutes(10));

    [Fact]
    public void ToString_OurFields_IsTheStandardsForm() =>
        Assert.Equal(Text.ReplaceLineEndings("\n"), Message.ToString());

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_WhateverTheLineEnds_GivesTheFields(string lineEnd) =>
        Assert.Equal(Message, WalletMessage.Read(Text.ReplaceLineEndings(lineEnd)));

    [Theory]
    [InlineData("Version: 1", "Version: 2")]
    [InlineData("Chain ID: 31337", "Chain ID: 031337")]
    [InlineData("Chain ID: 31337", "Chain ID: -1")]
    [InlineData("2026-03-02T00:10:00Z", "2026-03-02T00:10:00+09:00")]
    [InlineData("2026-03-02T00:10:00Z", "2026-03-02T00:10:00Z\nResources:\n- ipfs://x")]
    [InlineData(" wants you to sign in with your Ethereum account:", " wants you to sign in:")]
    public void Read_AnyOtherForm_IsNoMessage(string ours, string theirs) =>
        Assert.Null(WalletMessage.Read(Text.Replace(ours, theirs, StringComparison.Ordinal)));

    [Fact]
    public void FindRefusal_SeveralConditionsBroken_NamesTheFirst()
    {
        var person = Guid.NewGuid();
        var asked = new WalletQuestion(Message, person, UsedAt: Issued);
        var late = Issued.AddMinutes(10);

        Assert.Equal(WalletLinkRefusal.MessageMalformed, Find(null, asked, "portal.example", 31337));
        Assert.Equal(WalletLinkRefusal.OtherSite, Find(Message, asked, "other.example", 1));
        Assert.Equal(WalletLinkRefusal.OtherChain, Find(Message, null, "portal.example", 1));
        Assert.Equal(WalletLinkRefusal.NonceUnknown, Find(Message, null, "portal.example", 31337));
        Assert.Equal(WalletLinkRefusal.NonceUsed, Find(Message, asked, "portal.example", 31337));
        Assert.Equal(
            WalletLinkRefusal.Expired, Find(Message, asked with { UsedAt = null }, "portal.example", 31337));
        Assert.Null(WalletProof.FindRefusal(
            Message, asked with { UsedAt = null }, person, "portal.example", 31337, late.AddSeconds(-1)));

        WalletLinkRefusal? Find(WalletMessage? message, WalletQuestion? question, string domain, long chain) =>
            WalletProof.FindRefusal(message, question, person, domain, chain, late);
    }
}
