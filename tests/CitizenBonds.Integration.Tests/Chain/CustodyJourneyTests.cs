using System.Text.Json.Nodes;
using CitizenBonds.Application.Custody;
using CitizenBonds.Application.Time;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Custody;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Chain;

/// <summary>
/// Tokens on their way to a wallet and back, on a real node that restarts and reorganises in the middle.
/// </summary>
public sealed class CustodyJourneyTests(PortalDatabases postgres)
{
    // A token of 10,000 yen at 2 % half-yearly earns 100 yen with each coupon.
    private const long CouponYen = 100;
    private static readonly DateTimeOffset FirstCoupon = PortalTime.OpeningOf(new DateOnly(2026, 9, 2));
    private static readonly DateTimeOffset Maturity = PortalTime.OpeningOf(new DateOnly(2027, 3, 2));
    private static readonly string Us = AnvilNode.Sender;

    private static ContractArtifact Bond { get; } = ContractArtifact.Load(AnvilNode.Artifacts, "BondToken");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Citizen_TakesTenTokensOutAndBack_IsPaidThroughoutAndTheBooksAgree()
    {
        SkipWithoutNode();
        await using var scene = await CustodyScene.CreateAsync(postgres, Token, hasRolesApart: true);
        Assert.Equal(CustodyScene.Tokens, await scene.HeldAsync(scene.BondName, Us, Token));
        var wallet = CustodyScene.Wallets[0];
        await scene.LinkAsync(Token);
        var balanceBefore = await scene.CashAsync(Token);

        _ = (await scene.WithdrawAsync(10, Token)).ValueOrThrow;
        Assert.Equal(90, await scene.TokensAsync(Token));
        await scene.PassAsync(3, Token);
        await scene.Chain.Node.ReorganiseAsync(2, Token);
        await scene.PassAsync(3, Token);
        await scene.Chain.Node.RestartAsync(Token);
        await scene.PassAsync(8, Token);
        Assert.Equal(10, await scene.HeldAsync(scene.BondName, wallet, Token));
        Assert.Equal((990L, 10L), await ChainSideAsync(scene));

        await scene.PayUntilAsync(FirstCoupon, Token);
        await scene.PassAsync(4, Token);
        await scene.Chain.Node.ReorganiseAsync(2, Token);
        await scene.PassAsync(8, Token);
        Assert.Equal(10 * CouponYen, await scene.HeldAsync(CustodyContracts.CashName, wallet, Token));
        Assert.Equal(balanceBefore + (90 * CouponYen), await scene.CashAsync(Token));

        await scene.SendAsync(CustodyContracts.CashName, wallet, Us, 10 * CouponYen, Token);
        await scene.SendAsync(scene.BondName, wallet, Us, 7, Token);
        await scene.PassAsync(2, Token);
        await scene.Chain.Node.RestartAsync(Token);
        await scene.Chain.RestartAsync(); // The portal too.
        await scene.PassAsync(5, Token);
        Assert.Equal(97, await scene.TokensAsync(Token));
        Assert.Equal(balanceBefore + (100 * CouponYen), await scene.CashAsync(Token));
        Assert.Equal(0, await scene.World.BalanceAsync(AccountPlan.CashOnChain, Token));

        await scene.PayUntilAsync(Maturity, Token);
        await scene.PassAsync(2, Token);
        await scene.Chain.Node.ReorganiseAsync(1, Token);
        await scene.PassAsync(12, Token);
        // Three tokens stayed outside: their last coupon and their principal.
        Assert.Equal(3 * (CouponYen + 10_000), await scene.HeldAsync(CustodyContracts.CashName, wallet, Token));
        Assert.Equal((0L, 0L), await ChainSideAsync(scene));
        await scene.SendAsync(CustodyContracts.CashName, wallet, Us, 3 * (CouponYen + 10_000), Token);
        await scene.PassAsync(7, Token);

        Assert.Equal(
            balanceBefore + (100 * ((2 * CouponYen) + 10_000)), await scene.CashAsync(Token));
        Assert.Equal(0, await scene.World.BalanceAsync(AccountPlan.CashOnChain, Token));
        Assert.Empty(await scene.Chain.IncidentsAsync(Token));
        Assert.Empty(await scene.World.AuditAsync(Token));
        var view = await scene.ViewAsync(Token);
        Assert.Equal([3 * 10_000, 3 * CouponYen, 10 * CouponYen], view.Payments.Select(line => line.Yen));
        Assert.All(view.Movements, line => Assert.Equal(CustodyMovementState.Done, line.State));
    }

    [Fact]
    public async Task Coupon_WhoseRecordSecondFallsInto_AMovementIsPaidToTheOwner()
    {
        SkipWithoutNode();
        await using var scene = await CustodyScene.CreateAsync(postgres, Token);
        await scene.LinkAsync(Token);
        var before = await scene.CashAsync(Token);
        _ = (await scene.WithdrawAsync(10, Token)).ValueOrThrow; // Off the ledger before the record second,

        await scene.PayUntilAsync(FirstCoupon, Token); // and on the chain after it.
        await scene.PassAsync(16, Token);

        Assert.Equal(10, await scene.HeldAsync(scene.BondName, CustodyScene.Wallets[0], Token));
        Assert.Equal(0, await scene.HeldAsync(CustodyContracts.CashName, CustodyScene.Wallets[0], Token));
        Assert.Equal(before + (100 * CouponYen), await scene.CashAsync(Token));
        Assert.Equal(0, await scene.World.BalanceAsync(AccountPlan.CashOnChain, Token));
    }

    [Fact]
    public async Task Deposit_OfAWalletNobodyLinked_IsKeptApartUntilItsOwnerLinksIt()
    {
        SkipWithoutNode();
        await using var scene = await CustodyScene.CreateAsync(postgres, Token);
        await scene.LinkAsync(Token);
        var stranger = CustodyScene.Wallets[1];
        _ = (await scene.WithdrawAsync(10, Token)).ValueOrThrow;
        await scene.PassAsync(8, Token);
        await AsAgentAsync(scene, "setAllowed", true, stranger);
        await scene.SendAsync(scene.BondName, CustodyScene.Wallets[0], stranger, 10, Token);
        await scene.PassAsync(1, Token);

        await scene.SendAsync(scene.BondName, stranger, Us, 4, Token);
        await scene.PassAsync(6, Token);

        Assert.Contains(ChainIncidentKind.UnknownDepositor, await scene.Chain.IncidentsAsync(Token));
        Assert.Equal(90, await scene.TokensAsync(Token));
        Assert.Equal(4, await SuspenseAsync(scene));
        Assert.Null((await scene.World.Get<UnlinkWallet>().ExecuteAsync(
            "unlink-aoi", scene.Aoi.UserId, scene.Chain.Now, Token)).AsRefusal);
        await scene.LinkAsync(Token, stranger);
        await scene.PassAsync(1, Token);
        Assert.Equal(94, await scene.TokensAsync(Token));
        Assert.Equal(0, await SuspenseAsync(scene));
        Assert.Empty(await scene.Chain.IncidentsAsync(Token));
    }

    [Fact]
    public async Task Withdrawal_TheContractRefuses_ComesBackByAFurtherEntryAndOthersGoOn()
    {
        SkipWithoutNode();
        await using var scene = await CustodyScene.CreateAsync(postgres, Token);
        await scene.LinkAsync(Token);
        _ = (await scene.WithdrawAsync(1, Token)).ValueOrThrow;
        await scene.PassAsync(8, Token);
        await AsAgentAsync(scene, "setLocked", true, CustodyScene.Wallets[0]);

        _ = (await scene.WithdrawAsync(5, Token)).ValueOrThrow;
        await scene.PassAsync(3, Token);

        Assert.Equal(99, await scene.TokensAsync(Token));
        Assert.Contains(ChainIncidentKind.WithdrawalRefused, await scene.Chain.IncidentsAsync(Token));
        var line = (await scene.ViewAsync(Token)).Movements[0];
        Assert.Equal(
            (CustodyMovementState.Returned, "ERC7943CannotReceive(address)"), (line.State, line.Failure));
        await AsAgentAsync(scene, "setLocked", false, CustodyScene.Wallets[0]);
        _ = (await scene.WithdrawAsync(2, Token)).ValueOrThrow;
        await scene.PassAsync(8, Token);
        Assert.Equal(3, await scene.HeldAsync(scene.BondName, CustodyScene.Wallets[0], Token));

        _ = (await scene.WithdrawAsync(5, Token)).ValueOrThrow;
        await scene.Chain.LookAsync(Token); // Planned and sent while the contract would take it;
        await RevertNextAsync(scene); // by the time of its block it does not.
        await scene.PassAsync(8, Token);
        Assert.Equal(97, await scene.TokensAsync(Token));
        var reverted = (await scene.ViewAsync(Token)).Movements[0];
        Assert.Equal((CustodyMovementState.Returned, "reverted"), (reverted.State, reverted.Failure));
        Assert.Empty(await scene.World.AuditAsync(Token));
    }

    [Fact]
    public async Task Payment_RefusedByTheContract_IsMadeAgainOnceItWouldPass()
    {
        SkipWithoutNode();
        await using var scene = await CustodyScene.CreateAsync(postgres, Token);
        await scene.LinkAsync(Token);
        _ = (await scene.WithdrawAsync(10, Token)).ValueOrThrow;
        await scene.PassAsync(8, Token);
        await scene.PayUntilAsync(FirstCoupon, Token);
        while (!await IsSentAsync(scene, " coupon 1 ")) await scene.PassAsync(1, Token);
        await RevertNextAsync(scene); // Money and coupons were sent; the contract refuses both.
        await scene.Chain.LookAsync(Token);
        Assert.Contains(ChainIncidentKind.TransactionReverted, await scene.Chain.IncidentsAsync(Token));

        await scene.PassAsync(12, Token);

        Assert.Equal(10 * CouponYen, await scene.HeldAsync(CustodyContracts.CashName, CustodyScene.Wallets[0], Token));
        Assert.Equal(2, (await scene.Chain.TransactionsAsync(Token)).Count(row => row.Intent.EndsWith(
            " again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Paused_WaitsVisiblyAndGoesOnWhenResumed()
    {
        SkipWithoutNode();
        await using var scene = await CustodyScene.CreateAsync(postgres, Token);
        await scene.LinkAsync(Token);
        _ = (await scene.WithdrawAsync(1, Token)).ValueOrThrow;
        await scene.PassAsync(8, Token);
        await CallAsync(scene, Bond.Call("setPaused", 3L)); // Transfers and coupons.

        _ = (await scene.WithdrawAsync(4, Token)).ValueOrThrow;
        await scene.PayUntilAsync(FirstCoupon, Token);
        await scene.PassAsync(8, Token);
        Assert.Equal(1, await scene.HeldAsync(scene.BondName, CustodyScene.Wallets[0], Token));
        Assert.Equal(0, await scene.HeldAsync(CustodyContracts.CashName, CustodyScene.Wallets[0], Token));
        Assert.All(
            await scene.Chain.IncidentsAsync(Token), kind => Assert.Equal(ChainIncidentKind.SeriesPaused, kind));

        await CallAsync(scene, Bond.Call("setPaused", 0L));
        await scene.PassAsync(8, Token);
        Assert.Equal(5, await scene.HeldAsync(scene.BondName, CustodyScene.Wallets[0], Token));
        Assert.Equal(CouponYen, await scene.HeldAsync(CustodyContracts.CashName, CustodyScene.Wallets[0], Token));
        Assert.Empty(await scene.Chain.IncidentsAsync(Token));
    }

    // Tokens at their own contract would be nobody's, and so would the yen: both refuse it by name.
    [Fact]
    public async Task Token_SentToAContract_IsRefusedAndTheBooksStayEqual()
    {
        SkipWithoutNode();
        await using var scene = await CustodyScene.CreateAsync(postgres, Token);
        await scene.LinkAsync(Token);
        _ = (await scene.WithdrawAsync(10, Token)).ValueOrThrow;
        await scene.PassAsync(8, Token);
        var bond = await scene.AddressAsync(scene.BondName, Token);

        await scene.SendAsync(scene.BondName, CustodyScene.Wallets[0], bond, 10, Token);
        await scene.PassAsync(2, Token);

        Assert.Equal(10, await scene.HeldAsync(scene.BondName, CustodyScene.Wallets[0], Token));
        Assert.Equal(0, await scene.HeldAsync(scene.BondName, bond, Token));
        using var http = new HttpClient { BaseAddress = scene.Chain.Node.Url };
        var refusal = await Assert.ThrowsAsync<ChainRefusedException>(() => new JsonRpcNode(http).CallAsync(
            bond, Bond.Call("transfer", bond, 1L), Token, from: CustodyScene.Wallets[0]));
        Assert.Equal("ERC7943CannotReceive(address)", Bond.ErrorName([.. refusal.Answer]));
        var cash = await scene.AddressAsync(CustodyContracts.CashName, Token);
        refusal = await Assert.ThrowsAsync<ChainRefusedException>(() => new JsonRpcNode(http).CallAsync(
            cash, Bond.Call("transfer", cash, 1L), Token, from: CustodyScene.Wallets[0]));
        Assert.Equal("ERC20InvalidReceiver(address)", Bond.ErrorName([.. refusal.Answer]));
        Assert.Empty(await scene.Chain.IncidentsAsync(Token));
    }

    [Fact]
    public async Task Chain_SayingOtherThanTheLedger_IsAnIncident()
    {
        SkipWithoutNode();
        await using var scene = await CustodyScene.CreateAsync(postgres, Token);
        await AsAgentAsync(scene, "setAllowed", true, CustodyScene.Wallets[1]);

        // The operator's key moves tokens beside the ledger.
        await scene.SendAsync(scene.BondName, Us, CustodyScene.Wallets[1], 5, Token);
        await scene.Chain.PassAsync(2, Token);

        Assert.Equal([ChainIncidentKind.BooksDiffer], await scene.Chain.IncidentsAsync(Token));
        Assert.Equal(-5, (await scene.BooksAsync(Token)).OutsideDifference);
        // What comes back never went out, so it is not booked until a person has looked.
        await scene.SendAsync(scene.BondName, CustodyScene.Wallets[1], Us, 5, Token);
        await scene.Chain.PassAsync(7, Token);
        Assert.Equal(2, (await scene.Chain.IncidentsAsync(Token)).Count(kind => kind == ChainIncidentKind.BooksDiffer));
        Assert.Equal(0, await scene.World.CountAsync("custody_movements", Token));

        var bond = await scene.AddressAsync(scene.BondName, Token);
        await scene.Chain.Node.AskAsync("anvil_setCode", Token, bond, "0x6001");
        await scene.Chain.PassAsync(2, Token);
        Assert.Contains(ChainIncidentKind.ContractDiffers, await scene.Chain.IncidentsAsync(Token));
    }

    private static void SkipWithoutNode() => Assert.SkipUnless(
        AnvilNode.Program is not null && Directory.Exists(AnvilNode.Artifacts),
        "Needs anvil and the compiled contracts, as infra/test.sh prepares them.");

    private static async Task<(long Omnibus, long Outside)> ChainSideAsync(CustodyScene scene)
    {
        var books = await scene.BooksAsync(Token);
        return (books.ChainSupply - books.ChainOutside, books.ChainOutside);
    }

    private static async Task<long> SuspenseAsync(CustodyScene scene)
    {
        await using var portal = await scene.World.OpenAsync(Token);
        return await portal.Accounts
            .Where(row => row.Kind == AccountKind.Suspense && row.AssetId == scene.Issue.Row.AssetId)
            .SumAsync(row => row.Credits - row.Debits, Token);
    }

    private static Task AsAgentAsync(CustodyScene scene, string function, bool isSo, string wallet) =>
        CallAsync(scene, Bond.Call(function, new object[] { wallet }, isSo));

    /// <summary>By the account that has every role here.</summary>
    private static async Task CallAsync(CustodyScene scene, byte[] content)
    {
        await scene.Chain.Node.AskAsync("eth_sendTransaction", Token, new JsonObject
        {
            ["from"] = Us,
            ["to"] = await scene.AddressAsync(scene.BondName, Token),
            ["data"] = Hex.Of(content),
            ["gas"] = "0x30d40",
        });
        await scene.PassAsync(1, Token);
    }

    private static async Task<bool> IsSentAsync(CustodyScene scene, string intent) =>
        (await scene.Chain.TransactionsAsync(Token)).Any(row =>
            row.Intent.Contains(intent, StringComparison.Ordinal) && row.State == ChainTransactionState.Sent);

    /// <summary>While the next block is made, the contract refuses everything.</summary>
    private static async Task RevertNextAsync(CustodyScene scene)
    {
        var bond = await scene.AddressAsync(scene.BondName, Token);
        var code = await scene.Chain.Node.AskAsync("eth_getCode", Token, bond, "latest");
        await scene.Chain.Node.AskAsync("anvil_setCode", Token, bond, "0x60006000fd");
        await scene.Chain.Node.MineAsync(1, Token);
        await scene.Chain.Node.AskAsync("anvil_setCode", Token, bond, code);
    }
}
