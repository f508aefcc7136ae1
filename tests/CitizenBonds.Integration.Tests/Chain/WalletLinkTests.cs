using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Custody;
using CitizenBonds.Application.Identity;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Chain;

/// <summary>Sign-In with Ethereum against a real node's signatures and its own recovery of the key.</summary>
public sealed class WalletLinkTests(PortalDatabases postgres) : IAsyncLifetime
{
    private CustodyScene _scene = null!; // Set by InitializeAsync before any test.

    private static string Wallet => CustodyScene.Wallets[0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(
            AnvilNode.Program is not null && Directory.Exists(AnvilNode.Artifacts),
            "Needs anvil and the compiled contracts, as infra/test.sh prepares them.");
        _scene = await CustodyScene.CreateAsync(postgres, Token, isMirrored: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_scene is not null) await _scene.DisposeAsync();
    }

    [Fact]
    public async Task Link_EveryWrongAnswer_IsRefusedByNameAndTheRightOneLinks()
    {
        await NotAskedAsync(WalletLinkRefusal.AddressMalformed, "");
        await NotAskedAsync(WalletLinkRefusal.AddressMalformed, Wallet[..^1]);
        // One capital off.
        await NotAskedAsync(WalletLinkRefusal.AddressMalformed, "0x70997970C51812DC3a010C7d01b50e0d17dc79C8");
        await NotAskedAsync(WalletLinkRefusal.AddressOfThePortal, AnvilNode.Sender);
        var message = (await _scene.AskAsync(Wallet, Token)).ValueOrThrow;
        var signature = await _scene.SignAsync(message, Wallet, Token);

        await RefusedAsync(WalletLinkRefusal.MessageMalformed, message + "\nResources:\n- x", signature);
        await RefusedAsync(
            WalletLinkRefusal.OtherSite, message.Replace(CustodyScene.Domain + " wants", "evil.example wants",
                StringComparison.Ordinal), signature);
        await RefusedAsync(
            WalletLinkRefusal.OtherChain, message.Replace("Chain ID: 31337", "Chain ID: 1", StringComparison.Ordinal),
            signature);
        var nonce = WalletMessage.Read(message)!.Nonce;
        await RefusedAsync(
            WalletLinkRefusal.NonceUnknown, message.Replace(nonce, "abcdefgh12345678", StringComparison.Ordinal),
            signature);
        await RefusedAsync(
            WalletLinkRefusal.MessageChanged,
            message.Replace("moves no tokens", "moves tokens", StringComparison.Ordinal), signature);
        await RefusedAsync(WalletLinkRefusal.SignatureMalformed, message, signature[..^2]);
        await RefusedAsync(WalletLinkRefusal.SignatureMalformed, message, "0x" + new string('z', 130));
        await RefusedAsync(
            WalletLinkRefusal.SignatureOfAnotherMessage, message,
            await _scene.SignAsync(message + " ", Wallet, Token));
        await RefusedAsync(
            WalletLinkRefusal.SignatureOfAnotherMessage, message,
            await _scene.SignAsync(message, CustodyScene.Wallets[1], Token));
        Assert.True((await _scene.AnswerAsync(message, signature, Token, password: "guess"))
            .AsRefusal!.Is(ReauthenticationRefusal.PasswordWrong));
        Assert.True((await _scene.AnswerAsync(message, signature, Token, person: Guid.NewGuid()))
            .AsRefusal!.Is(WalletLinkRefusal.NonceUnknown));
        Assert.Null((await _scene.ViewAsync(Token)).Wallet);

        // Forms send other line ends; what is signed has none of them.
        var typed = message.Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Equal(Wallet, (await _scene.AnswerAsync(typed, signature, Token)).ValueOrThrow.Address);

        Assert.Equal(AddressText.WithCapitals(Wallet), (await _scene.ViewAsync(Token)).Wallet);
        await RefusedAsync(WalletLinkRefusal.NonceUsed, message, signature);
        Assert.True((await _scene.AskAsync(Wallet, Token)).AsRefusal!.Is(WalletLinkRefusal.AlreadyLinked));
    }

    [Fact]
    public async Task Link_TooLateOrOfSomebodyElse_IsRefusedAndOneSecondEarlierItLinks()
    {
        var message = (await _scene.AskAsync(Wallet, Token)).ValueOrThrow;
        var signature = await _scene.SignAsync(message, Wallet, Token);

        _scene.Chain.Now += WalletProof.Validity;
        await RefusedAsync(WalletLinkRefusal.Expired, message, signature);

        _scene.Chain.Now -= TimeSpan.FromSeconds(1);
        Assert.Null((await _scene.AnswerAsync(message, signature, Token)).AsRefusal);

        // Now it is another person's.
        await using (var portal = await _scene.World.OpenAsync(Token))
        {
            await portal.Wallets.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.UserId, Guid.NewGuid()), Token);
        }

        var another = (await _scene.AskAsync(Wallet, Token)).ValueOrThrow;
        await RefusedAsync(
            WalletLinkRefusal.LinkedToSomebodyElse, another, await _scene.SignAsync(another, Wallet, Token));
    }

    [Fact]
    public async Task Withdraw_BeforeAllIsReady_IsRefusedInOrder()
    {
        await WithdrawalRefusedAsync(CustodyRefusal.WalletNotLinked, 10);
        await _scene.LinkAsync(Token);
        await WithdrawalRefusedAsync(CustodyRefusal.AddressNotAllowed, 10, CustodyScene.Wallets[1]);
        await WithdrawalRefusedAsync(CustodyRefusal.SeriesNotOnChain, 10);
        await _scene.MirrorAsync(Token);
        await WithdrawalRefusedAsync(CustodyRefusal.QuantityNotPositive, 0);
        await WithdrawalRefusedAsync(CustodyRefusal.TokensTooFew, CustodyScene.TokensOfAoi + 1);

        var key = Citizens.Key();
        var first = (await _scene.WithdrawAsync(CustodyScene.TokensOfAoi, Token, key: key)).ValueOrThrow;
        Assert.Equal(first, (await _scene.WithdrawAsync(CustodyScene.TokensOfAoi, Token, key: key)).ValueOrThrow);
        Assert.Equal(1, await _scene.World.CountAsync("custody_movements", Token));
        Assert.True((await _scene.World.Get<UnlinkWallet>().ExecuteAsync(
            "unlink-aoi", _scene.Aoi.UserId, _scene.Chain.Now, Token)).AsRefusal!.Is(CustodyRefusal.WalletInUse));
    }

    // ERC-1271.
    [Fact]
    public async Task Link_AContractAsWallet_ItsOwnAnswerCounts()
    {
        const string Contract = "0x00000000000000000000000000000000000c0de5";
        await _scene.Chain.Node.AskAsync("anvil_setCode", Token, Contract, ContractOf(Wallet));
        var message = (await _scene.AskAsync(Contract, Token)).ValueOrThrow;

        await RefusedAsync(
            WalletLinkRefusal.SignatureOfAnotherMessage, message,
            await _scene.SignAsync(message, CustodyScene.Wallets[1], Token));
        await RefusedAsync(
            WalletLinkRefusal.SignatureOfAnotherMessage, message,
            await _scene.SignAsync(message + " ", Wallet, Token));
        await RefusedAsync(WalletLinkRefusal.SignatureOfAnotherMessage, message, "0x01");
        await RefusedAsync(WalletLinkRefusal.SignatureMalformed, message, "0x");
        var signature = await _scene.SignAsync(message, Wallet, Token);
        await _scene.Chain.Node.AskAsync("anvil_setCode", Token, Contract, "0x60006000fd"); // Refuses everything.
        await RefusedAsync(WalletLinkRefusal.SignatureOfAnotherMessage, message, signature);
        await _scene.Chain.Node.AskAsync("anvil_setCode", Token, Contract, ContractOf(Wallet));

        Assert.Equal(Contract, (await _scene.AnswerAsync(message, signature, Token)).ValueOrThrow.Address);
    }

    /// <summary>
    /// isValidSignature(bytes32,bytes), by hand: recovers the key through address 1 and answers with the selector when
    /// it is the owner's. Hash, v, r and s stand at 0x04, 0xa4, 0x64 and 0x84 of the question.
    /// </summary>
    private static string ContractOf(string owner) =>
        "0x" + "600435600052" + "60a43560001a602052" + "606435604052" + "608435606052"
        + "60206080608060006001" + "5afa50" + "608051" + "73" + owner[2..] + "14"
        + "631626ba7e60e01b02" + "60005260206000f3";

    private async Task NotAskedAsync(WalletLinkRefusal expected, string address) =>
        Assert.Equal(Refusal.Of(expected).Code, (await _scene.AskAsync(address, Token)).AsRefusal?.Code);

    private async Task RefusedAsync(WalletLinkRefusal expected, string message, string signature)
    {
        var refusal = (await _scene.AnswerAsync(message, signature, Token)).AsRefusal;
        Assert.Equal(Refusal.Of(expected).Code, refusal?.Code);
    }

    private async Task WithdrawalRefusedAsync(CustodyRefusal expected, long tokens, string? address = null)
    {
        var refusal = (await _scene.WithdrawAsync(tokens, Token, address)).AsRefusal;
        Assert.Equal(Refusal.Of(expected).Code, refusal?.Code);
    }
}
