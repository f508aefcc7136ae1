using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Chain;
using Xunit;

namespace CitizenBonds.Integration.Tests.Chain;

/// <summary>The bond on a real node, deployed and called through our own encoding; gas as its receipts say.</summary>
public sealed class BondTokenOnNodeTests : IAsyncLifetime
{
    private const int BatchMax = 200;
    private const long GasLimit = 16_000_000;
    private static readonly string Holder = "0x" + new string('1', 40);

    private AnvilNode _node = null!; // Set by InitializeAsync before any test, like the next two.
    private ContractArtifact _bond = null!;
    private string _address = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(
            AnvilNode.Program is not null && Directory.Exists(AnvilNode.Artifacts),
            "Needs anvil and the compiled contracts, as infra/test.sh prepares them.");
        _node = await AnvilNode.StartAsync(Token);
        _bond = ContractArtifact.Load(AnvilNode.Artifacts, "BondToken");
        var currency = await DeployAsync(
            ContractArtifact.Load(AnvilNode.Artifacts, "BondRegistry").Deployment(AnvilNode.Sender));
        _address = await DeployAsync(_bond.Deployment(Terms(currency), AnvilNode.Sender));
        foreach (var role in (string[])["ISSUER_ROLE", "AGENT_ROLE"])
        {
            var name = Keccak256.Hash(System.Text.Encoding.ASCII.GetBytes(role));
            await CallAsync(_bond.Call("grantRole", name, AnvilNode.Sender));
        }

        await CallAsync(_bond.Call("setAllowed", new object[] { AnvilNode.Sender, Holder }, true));
        await CallAsync(_bond.Call("mint", Accounts(AnvilNode.Sender, Holder), Amounts(1_000, 10)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is not null) await _node.DisposeAsync();
    }

    [Fact]
    public async Task Terms_AsDeployed_AreReadBackByName()
    {
        Assert.Equal("JP1000000001", await AskAsync("isin"));
        Assert.Equal("港橋債 2029", await AskAsync("name"));
        Assert.Equal(new BigInteger(20_000_000), await AskAsync("issueVolume")); // 2,000 tokens of 10,000.
        Assert.Equal(new BigInteger(1_010), await AskAsync("totalSupply"));
        Assert.Equal(new BigInteger(250), await AskAsync("earnedThrough", 2L)); // Twice 125 halves of a yen.
        Assert.Equal(true, await AskAsync("supportsInterface", Convert.FromHexString("3edbb4c4")));
    }

    [Fact]
    public async Task Transfer_ExistingRecipient_CostsNoMoreThanItsCeiling()
    {
        var gas = await CallAsync(_bond.Call("transfer", Holder, 5L));

        Assert.InRange(gas, 21_000, Ceiling("transfer"));
    }

    [Fact]
    public async Task BatchTransfer_TwoHundredExistingRecipients_CostNoMoreThanTheirCeiling()
    {
        var receivers = Enumerable.Range(0, BatchMax)
            .Select(i => Hex.Of(Keccak256.Hash(BitConverter.GetBytes(i)).AsSpan(12))).ToArray();
        var amounts = Enumerable.Repeat((object)1L, BatchMax).ToArray();
        await CallAsync(_bond.Call("setAllowed", Accounts(receivers), true));
        await CallAsync(_bond.Call("batchTransfer", Accounts(receivers), amounts));

        var gas = await CallAsync(_bond.Call("batchTransfer", Accounts(receivers), amounts));

        Assert.InRange(gas / BatchMax, 5_000, Ceiling("batch-transfer"));
        Assert.Equal(new BigInteger(2), await AskAsync("balanceOf", receivers[7]));
    }

    [Fact]
    public async Task Transfer_MoreThanHeld_IsNamedByItsError()
    {
        using var http = new HttpClient { BaseAddress = _node.Url };
        var node = new JsonRpcNode(http);

        var refusal = await Assert.ThrowsAsync<ChainRefusedException>(() => node.EstimateGasAsync(
            AnvilNode.Sender, _address, _bond.Call("transfer", Holder, 1_001L), Token));

        Assert.Equal(
            "ERC20InsufficientBalance(address,uint256,uint256)", _bond.ErrorName([.. refusal.Answer]));
    }

    // Two half-yearly coupons of 62.5 yen on tokens of 10,000 yen; 2,000 tokens at most; from 2027 on.
    private static object[] Terms(string currency)
    {
        const long issued = 1_800_000_000;
        const long halfYear = 15_768_000;
        return
        [
            "港橋債 2029", "MINATO29", "JP1000000001", currency, 10_000L, 2_000L, 12_500L, 2L, issued,
            issued + (3 * halfYear), 125L, 125L, 125L, 2L,
            new object[] { issued + halfYear, issued + (2 * halfYear) }, new byte[32],
        ];
    }

    private static object[] Accounts(params string[] accounts) => [.. accounts];

    private static object[] Amounts(params long[] amounts) => [.. amounts.Select(amount => (object)amount)];

    private static long Ceiling(string operation)
    {
        var path = Path.Combine(RepositoryRoot.Path, "src", "contracts", "gas-ceilings.json");
        using var table = JsonDocument.Parse(File.ReadAllText(path));
        return table.RootElement.GetProperty(operation).GetProperty("ceiling").GetInt64();
    }

    private async Task<object> AskAsync(string function, params object[] arguments)
    {
        var call = new JsonObject { ["to"] = _address, ["data"] = Hex.Of(_bond.Call(function, arguments)) };
        var answer = (string)(await _node.AskAsync("eth_call", Token, call, "latest"))!; // Never null for a call.
        return _bond.Answer(function, Hex.ToBytes(answer))[0];
    }

    private async Task<string> DeployAsync(byte[] content) =>
        (string)(await SendAsync(null, content))["contractAddress"]!;

    private async Task<long> CallAsync(byte[] content)
    {
        var gas = (string)(await SendAsync(_address, content))["gasUsed"]!;
        return long.Parse(gas.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode> SendAsync(string? to, byte[] content)
    {
        var transaction = new JsonObject
        {
            ["from"] = AnvilNode.Sender, ["data"] = Hex.Of(content), ["gas"] = Hex.OfNumber(GasLimit),
        };
        if (to is not null) transaction["to"] = to;
        var hash = (string)(await _node.AskAsync("eth_sendTransaction", Token, transaction))!;
        await _node.MineAsync(1, Token);
        var receipt = (await _node.AskAsync("eth_getTransactionReceipt", Token, hash))!; // Mined a line above.
        Assert.Equal("0x1", (string?)receipt["status"]);
        return receipt;
    }
}
