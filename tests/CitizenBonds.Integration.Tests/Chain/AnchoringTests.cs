using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data.Chain;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CitizenBonds.Integration.Tests.Chain;

/// <summary>The ledger's heads on a real node, while everything between the two goes wrong.</summary>
public sealed class AnchoringTests(PortalDatabases postgres) : IAsyncLifetime
{
    private ChainScene _scene = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(
            AnvilNode.Program is not null && Directory.Exists(AnvilNode.Artifacts),
            "Needs anvil and the compiled contracts, as infra/test.sh prepares them.");
        _scene = await ChainScene.CreateAsync(postgres, Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_scene is not null) await _scene.DisposeAsync();
    }

    [Fact]
    public async Task Anchor_GrowingLedger_IsOnTheChainToTheLastTransfer()
    {
        await AnchorFirstAsync();
        for (var investor = 2L; investor <= 4; investor++)
        {
            await _scene.GrowAsync(investor, Token);
            await _scene.PassAsync(4, Token);
        }

        await AssertAnchoredAsync(heads: 4);
        var status = await _scene.Queries.StatusAsync(Token);
        Assert.Equal((4, 4, 0), (status!.SealedSize, status.AnchoredSize, status.BlocksBehind));
        Assert.Empty(status.Open);
        Assert.Equal(5, await _scene.Node.NonceAsync(Token)); // One deployment and four heads.
    }

    [Fact]
    public async Task Anchor_DeepEnough_IsFinal()
    {
        await AnchorFirstAsync();
        await _scene.PassAsync(3, Token);
        Assert.False((await _scene.Queries.StatusAsync(Token))!.Anchors[0].IsFinal);

        await _scene.PassAsync(3, Token);

        Assert.True((await _scene.Queries.StatusAsync(Token))!.Anchors[0].IsFinal);
    }

    [Fact]
    public async Task Reorganisation_TakesTheAnchorOut_ItIsSentAgainAsTheSameBytes()
    {
        await AnchorFirstAsync();
        var before = (await _scene.TransactionsAsync(Token))[^1].TransactionHash;
        await _scene.Node.ReorganiseAsync(2, Token);
        await _scene.LookAsync(Token);
        Assert.Empty((await _scene.Queries.StatusAsync(Token))!.Anchors);

        await _scene.PassAsync(8, Token);

        await AssertAnchoredAsync(heads: 1);
        Assert.Equal(before, (await _scene.TransactionsAsync(Token))[^1].TransactionHash);
    }

    [Fact]
    public async Task Reorganisation_OfWhatWasFinal_IsAnIncidentAndReplayed()
    {
        await AnchorFirstAsync();
        await _scene.PassAsync(8, Token);
        var status = await _scene.Queries.StatusAsync(Token);
        var depth = (int)(status!.Followed - status.Anchors[0].BlockNumber) + 1;
        await _scene.Node.ReorganiseAsync(depth, Token);

        await _scene.PassAsync(10, Token);

        await AssertAnchoredAsync(heads: 1);
        Assert.Contains(ChainIncidentKind.DeepReorganisation, await _scene.IncidentsAsync(Token));
    }

    [Fact]
    public async Task Restart_BetweenSigningAndSending_SendsTheKeptBytes()
    {
        await _scene.GrowAsync(1, Token);
        _scene.Wire.CutMethod = "eth_sendRawTransaction";
        await _scene.LookAsync(Token);
        await _scene.LookAsync(Token);
        await using (var portal = await _scene.World.OpenAsync(Token))
            Assert.Equal(1, await portal.ChainSends.CountAsync(Token)); // Kept, and never arrived.

        await _scene.RestartAsync();
        _scene.Wire.CutMethod = null;
        await _scene.PassAsync(12, Token);

        await AssertAnchoredAsync(heads: 1);
        Assert.Equal(2, await _scene.Node.NonceAsync(Token)); // One deployment and one head: nothing was sent twice.
    }

    [Fact]
    public async Task Wire_LosingAndDoubling_EndsWithLedgerAndChainEqual()
    {
        _scene.Wire.FaultsPercent = 6;
        for (var investor = 1L; investor <= 8; investor++)
        {
            await _scene.GrowAsync(investor, Token);
            await _scene.PassAsync(5, Token);
            if (investor == 4) await _scene.Node.ReorganiseAsync(3, Token);
            if (investor == 6) await _scene.RestartAsync();
        }

        _scene.Wire.FaultsPercent = 0;
        await _scene.PassAsync(20, Token);

        Assert.True(_scene.Wire.Faults > 50, $"{_scene.Wire.Faults} faults");
        var newest = await _scene.NewestBlockAsync(Token);
        Assert.Equal(newest.TreeSize, (await _scene.OnChainAsync(Token)).Size);
        var transactions = await _scene.TransactionsAsync(Token);
        Assert.All(transactions, row => Assert.True(row.State is ChainTransactionState.Mined
            or ChainTransactionState.Confirmed, $"{row.Intent}: {row.State}"));
        Assert.Equal(transactions.Count, await _scene.Node.NonceAsync(Token)); // Each intent once.
        Assert.Empty(await _scene.IncidentsAsync(Token));
    }

    [Fact]
    public async Task Node_NotAnswering_IsAnIncidentUntilItAnswers()
    {
        _scene.Wire.CutMethod = "eth_chainId";
        await _scene.LookAsync(Token);
        Assert.Equal([ChainIncidentKind.NodeUnreachable], await _scene.IncidentsAsync(Token));

        _scene.Wire.CutMethod = null;
        await _scene.LookAsync(Token);
        Assert.Empty(await _scene.IncidentsAsync(Token));
    }

    [Fact]
    public async Task Chain_OtherThanTheSettings_IsAnIncidentAndNothingIsSent()
    {
        await _scene.GrowAsync(1, Token);
        await _scene.RestartAsync(_scene.Settings with { ChainId = 1 });

        await _scene.PassAsync(3, Token);

        Assert.Equal([ChainIncidentKind.OtherChain], await _scene.IncidentsAsync(Token));
        Assert.Empty(await _scene.TransactionsAsync(Token));
    }

    [Fact]
    public async Task Signer_WithoutTheKey_IsAnIncidentAndTheChainStaysUntouched()
    {
        await _scene.GrowAsync(1, Token);
        await _scene.RestartAsync(
            _scene.Settings with { Sender = "0x00000000000000000000000000000000000a11ce" });

        await _scene.PassAsync(3, Token);

        Assert.Contains(ChainIncidentKind.SignerRefused, await _scene.IncidentsAsync(Token));
        Assert.Equal(0, await _scene.Node.NonceAsync(Token));
    }

    [Theory]
    [InlineData("0x", ChainIncidentKind.ContractMissing)]
    [InlineData("0x6001", ChainIncidentKind.ContractDiffers)]
    public async Task Contract_NotOurs_IsAnIncidentAndNothingMoreIsAnchored(string code, ChainIncidentKind expected)
    {
        await AnchorFirstAsync();
        await using (var portal = await _scene.World.OpenAsync(Token))
        {
            var address = await portal.ChainContracts.Select(row => row.Address).SingleAsync(Token);
            await _scene.Node.AskAsync("anvil_setCode", Token, address, code);
        }

        await _scene.GrowAsync(2, Token);
        await _scene.PassAsync(6, Token);

        Assert.Equal([expected], await _scene.IncidentsAsync(Token));
        Assert.Equal(2, await _scene.Node.NonceAsync(Token));
    }

    [Fact]
    public async Task Nonce_UsedBySomebodyElse_IsAnIncidentAndTheIntentIsCarriedOutAllTheSame()
    {
        await AnchorFirstAsync();
        await _scene.PassAsync(3, Token);
        _scene.Wire.CutMethod = "eth_sendRawTransaction";
        await _scene.GrowAsync(2, Token);
        await _scene.LookAsync(Token); // Signs for the next nonce; the bytes do not arrive.
        await _scene.Node.AskAsync(
            "eth_sendTransaction", Token,
            new System.Text.Json.Nodes.JsonObject { ["from"] = AnvilNode.Sender, ["to"] = AnvilNode.Sender });
        await _scene.PassAsync(2, Token);
        _scene.Wire.CutMethod = null;

        await _scene.PassAsync(16, Token);

        await AssertAnchoredAsync(heads: 2);
        Assert.Contains(ChainIncidentKind.NonceTaken, await _scene.IncidentsAsync(Token));
    }

    [Fact]
    public async Task Nonce_GapAfterALostTransaction_IsFilledWithTheKeptBytes()
    {
        await AnchorFirstAsync();
        await _scene.PassAsync(6, Token);
        var nonce = await _scene.Node.NonceAsync(Token);
        _scene.Wire.CutMethod = "eth_sendRawTransaction";
        await PlanAsync("first");
        await _scene.LookAsync(Token); // Signed and kept; the bytes do not arrive.
        _scene.Wire.CutMethod = null;
        await PlanAsync("second");
        await _scene.PassAsync(2, Token); // It arrives, and no block can take it: one nonce is missing.
        Assert.Equal(nonce, await _scene.Node.NonceAsync(Token));

        await _scene.PassAsync(8, Token);

        Assert.Equal(nonce + 2, await _scene.Node.NonceAsync(Token));
        var last = (await _scene.TransactionsAsync(Token)).TakeLast(2);
        Assert.All(last, row => Assert.True(
            row.State is ChainTransactionState.Mined or ChainTransactionState.Confirmed, $"{row.Intent}: {row.State}"));
        Assert.Empty(await _scene.IncidentsAsync(Token));

        // Announces nothing: what came of it is in its receipt alone.
        async Task PlanAsync(string intent)
        {
            var anchor = _scene.Anchor;
            var to = await anchor.FindAsync(_scene.Now, Token);
            Assert.NotNull(await _scene.Get<ChainOutbox>().PlanAsync(
                new TransactionPlan(intent, AnvilNode.Sender, to, anchor.Artifact.Call("heads"), anchor.Artifact),
                _scene.Now, Token));
        }
    }

    [Fact]
    public async Task Signer_WithoutTheKeyOfOneRole_IsFoundAtTheStartAndNothingIsSent()
    {
        await _scene.GrowAsync(1, Token);
        var apart = AnvilNode.WithRolesApart(_scene.Settings);
        await _scene.RestartAsync(apart with { Payer = "0x00000000000000000000000000000000000a11ce" });

        await _scene.PassAsync(3, Token);

        Assert.Equal([ChainIncidentKind.SignerRefused], await _scene.IncidentsAsync(Token));
        Assert.Empty(await _scene.TransactionsAsync(Token));
        await _scene.RestartAsync(apart);
        await _scene.PassAsync(1, Token);
        Assert.Empty(await _scene.IncidentsAsync(Token));
        Assert.Equal([apart.Administrator], (await _scene.TransactionsAsync(Token)).Select(row => row.Sender));
    }

    [Fact]
    public async Task Signer_KnowingNoRequestsOfMany_IsAskedOneByOne()
    {
        await _scene.GrowAsync(1, Token);
        await _scene.RestartAsync(_scene.Settings with { QuestionsMax = 1 });

        await AnchorFirstAsync();

        await AssertAnchoredAsync(heads: 1);
    }

    [Fact]
    public async Task Fee_TooLowForTheChain_IsRaisedUntilABlockTakesIt()
    {
        await AnchorFirstAsync();
        await _scene.PassAsync(3, Token);
        await _scene.GrowAsync(2, Token);
        await _scene.LookAsync(Token);
        // What was offered is twice the base fee of then; now the base fee is a little more than that.
        await using var portal = await _scene.World.OpenAsync(Token);
        var offered = await portal.ChainSends.OrderByDescending(row => row.FirstSentBlock)
            .Select(row => row.MaxFeeWei).FirstAsync(Token);
        for (var block = 0; block < 12; block++)
        {
            await _scene.Node.AskAsync("anvil_setNextBlockBaseFeePerGas", Token, $"0x{offered + 1:x}");
            await _scene.PassAsync(1, Token);
        }

        await _scene.PassAsync(4, Token);

        await AssertAnchoredAsync(heads: 2);
        var anchor = (await _scene.TransactionsAsync(Token))[^1];
        Assert.True(await portal.ChainSends.CountAsync(row => row.TransactionId == anchor.Id, Token) > 1);
    }

    [Fact]
    public async Task Ledger_OtherThanTheAnchoredOne_IsAnIncidentAndNotAnchored()
    {
        await AnchorFirstAsync();
        await using (var portal = await _scene.World.OpenAsync(Token))
        {
            // As an operator with every right over the database might do.
            await portal.Database.ExecuteSqlRawAsync(
                "alter table portal.transfers disable trigger all; update portal.transfers set amount = amount + 1",
                Token);
        }

        await _scene.GrowAsync(2, Token);
        await _scene.PassAsync(6, Token);

        Assert.Equal([ChainIncidentKind.AnchorDiffers], await _scene.IncidentsAsync(Token));
        Assert.Equal(1, (await _scene.OnChainAsync(Token)).Size);
    }

    private async Task AnchorFirstAsync()
    {
        await _scene.GrowAsync(1, Token);
        for (var block = 0; block < 12; block++)
        {
            await _scene.PassAsync(1, Token);
            if ((await _scene.Queries.StatusAsync(Token))!.Anchors.Count == 1) return;
        }

        Assert.Fail("The first head was not anchored within twelve blocks.");
    }

    private async Task AssertAnchoredAsync(int heads)
    {
        var newest = await _scene.NewestBlockAsync(Token);
        var kept = await _scene.OnChainAsync(Token);
        Assert.Equal(
            (newest.Height, newest.TreeSize, "0x" + newest.TreeRoot), (kept.Height, kept.Size, kept.Root));
        var shown = (await _scene.Queries.StatusAsync(Token))!.Anchors;
        Assert.Equal(heads, shown.Count);
        Assert.Equal((kept.Height, kept.Size, kept.Root), (shown[0].Height, shown[0].Size, shown[0].Root));
    }
}
