using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CitizenBonds.Chain.Abi;

namespace CitizenBonds.Chain.Node;

/// <summary>A node reached by JSON-RPC over HTTP.</summary>
/// <param name="http">With the node's address as its base address, and a time limit.</param>
public sealed class JsonRpcNode(HttpClient http) : IChainNode
{
    private static readonly string[] KnownAlready = ["already known", "already imported", "nonce too low"];

    private int _lastId;

    public async Task<long> ChainIdAsync(CancellationToken cancellationToken) =>
        Hex.ToNumber((string)(await AskAsync("eth_chainId", [], cancellationToken))!); // Never null by the standard.

    public async Task<ChainBlock?> BlockAsync(long? number, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("eth_getBlockByNumber", [Tag(number), false], cancellationToken);
        return answer is null
            ? null
            : new ChainBlock(
                Hex.ToNumber(Text(answer, "number")), Text(answer, "hash"), Text(answer, "parentHash"),
                DateTimeOffset.FromUnixTimeSeconds(Hex.ToNumber(Text(answer, "timestamp"))));
    }

    public async Task<long> NonceAsync(string account, long? block, CancellationToken cancellationToken) =>
        Hex.ToNumber((string)(await AskAsync(
            "eth_getTransactionCount", [account, Tag(block)], cancellationToken))!);

    public async Task<byte[]> CallAsync(
        string to, byte[] data, CancellationToken cancellationToken, string? from = null, string? blockHash = null)
    {
        var call = new JsonObject { ["to"] = to, ["data"] = Hex.Of(data) };
        if (from is not null) call["from"] = from;
        JsonNode? at = blockHash is null ? Tag(null) : new JsonObject { ["blockHash"] = blockHash };
        return Hex.ToBytes((string)(await AskAsync("eth_call", [call, at], cancellationToken))!);
    }

    public async Task<byte[]> CodeAsync(string address, CancellationToken cancellationToken) =>
        Hex.ToBytes((string)(await AskAsync("eth_getCode", [address, Tag(null)], cancellationToken))!);

    public async Task<long> EstimateGasAsync(
        string from, string? to, byte[] data, CancellationToken cancellationToken)
    {
        var call = new JsonObject { ["from"] = from, ["data"] = Hex.Of(data) };
        if (to is not null) call["to"] = to;
        return Hex.ToNumber((string)(await AskAsync("eth_estimateGas", [call], cancellationToken))!);
    }

    public async Task<ChainFees> FeesAsync(CancellationToken cancellationToken)
    {
        var block = await AskAsync("eth_getBlockByNumber", [Tag(null), false], cancellationToken);
        var priority = Hex.ToNumber((string)(await AskAsync("eth_maxPriorityFeePerGas", [], cancellationToken))!);
        // Twice the base fee: it rises by an eighth a block at most, so six full blocks do not shut us out.
        return new ChainFees(2 * Hex.ToNumber(Text(block!, "baseFeePerGas")) + priority, priority);
    }

    public async Task<byte[]> SignAsync(UnsignedTransaction transaction, CancellationToken cancellationToken)
    {
        var fields = new JsonObject
        {
            ["type"] = "0x2",
            ["chainId"] = Hex.OfNumber(transaction.ChainId),
            ["from"] = transaction.From,
            ["nonce"] = Hex.OfNumber(transaction.Nonce),
            ["gas"] = Hex.OfNumber(transaction.GasLimit),
            ["maxFeePerGas"] = Hex.OfNumber(transaction.Fees.MaxFeeWei),
            ["maxPriorityFeePerGas"] = Hex.OfNumber(transaction.Fees.PriorityWei),
            ["value"] = "0x0",
            ["data"] = Hex.Of(transaction.Content),
        };
        if (transaction.To is not null) fields["to"] = transaction.To;
        var answer = await AskAsync("eth_signTransaction", [fields], cancellationToken);
        // Some signers answer with the bytes alone, others with an object around them.
        return Hex.ToBytes(answer is JsonObject wrapped ? Text(wrapped, "raw") : (string)answer!);
    }

    public async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync("eth_sendRawTransaction", [Hex.Of(bytes)], cancellationToken);
        }
        catch (ChainRefusedException refusal) when (KnownAlready.Any(
            words => refusal.Message.Contains(words, StringComparison.OrdinalIgnoreCase)))
        {
            // Sent before: its receipt tells what came of it.
        }
    }

    public async Task<ChainReceipt?> ReceiptAsync(string hash, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("eth_getTransactionReceipt", [hash], cancellationToken);
        return answer is null
            ? null
            : new ChainReceipt(
                hash, Hex.ToNumber(Text(answer, "blockNumber")), Text(answer, "blockHash"),
                Hex.ToNumber(Text(answer, "status")) == 1);
    }

    public async Task<IReadOnlyList<ChainLog>> LogsAsync(
        string blockHash, IReadOnlyList<string> contracts, CancellationToken cancellationToken)
    {
        if (contracts.Count == 0) return [];
        var filter = new JsonObject
        {
            ["blockHash"] = blockHash,
            ["address"] = new JsonArray([.. contracts.Select(contract => JsonValue.Create(contract))]),
        };
        var answer = await AskAsync("eth_getLogs", [filter], cancellationToken);
        return [.. answer!.AsArray().Select(log => new ChainLog(
            Text(log!, "address"),
            (int)Hex.ToNumber(Text(log!, "logIndex")),
            Text(log!, "transactionHash"),
            [.. log!["topics"]!.AsArray().Select(topic => (string)topic!)],
            Hex.ToBytes(Text(log, "data"))))];
    }

    public Task AdvanceTimeAsync(long seconds, CancellationToken cancellationToken) =>
        AskAsync("evm_increaseTime", [seconds], cancellationToken);

    /// <returns>The result; null when the node says null.</returns>
    private async Task<JsonNode?> AskAsync(string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters,
        };
        using var response = await http.PostAsJsonAsync("", request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        if (answer is null || (long?)answer["id"] != id)
            throw new HttpRequestException($"The node's answer to {method} belongs to another question.");
        if (answer["error"] is not { } error) return answer["result"]?.DeepClone();
        var content = error["data"] is JsonValue value && value.TryGetValue<string>(out var text)
            && text.StartsWith("0x", StringComparison.Ordinal) ? Hex.ToBytes(text) : [];
        throw new ChainRefusedException($"{method}: {(string?)error["message"]}") { Answer = content };
    }

    private static string Tag(long? number) => number is { } known ? Hex.OfNumber(known) : "latest";

    private static string Text(JsonNode node, string name) =>
        (string?)node[name] ?? throw new HttpRequestException($"The node's answer has no {name}.");
}
