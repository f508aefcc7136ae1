using System.Text.Json.Nodes;
using CitizenBonds.Chain.Abi;

namespace CitizenBonds.Chain.Node;

/// <summary>A node reached by JSON-RPC over HTTP.</summary>
/// <param name="http">With the node's address as its base address, and a time limit.</param>
/// <param name="questionsMax">In one request.</param>
public sealed class JsonRpcNode(HttpClient http, int questionsMax = JsonRpcNode.QuestionsUsual) : IChainNode
{
    public const int QuestionsUsual = 100;
    private const int HashLetters = 70;

    private static readonly string[] KnownAlready = ["already known", "already imported", "nonce too low"];

    private readonly JsonRpc _rpc = new(http, questionsMax);

    public async Task<long> ChainIdAsync(CancellationToken cancellationToken) =>
        Hex.ToNumber((string)(await AskAsync("eth_chainId", [], cancellationToken))!); // Never null by the standard.

    public async Task<ChainBlock?> BlockAsync(long? number, CancellationToken cancellationToken)
    {
        var answer = await AskAsync("eth_getBlockByNumber", [Tag(number), false], cancellationToken);
        return answer is null
            ? null
            : new ChainBlock(
                Hex.ToNumber(Text(answer, "number")), Text(answer, "hash"), Text(answer, "parentHash"),
                DateTimeOffset.FromUnixTimeSeconds(Hex.ToNumber(Text(answer, "timestamp"))),
                [.. answer["transactions"]!.AsArray().Select(hash => (string)hash!)]);
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

    public async Task<IReadOnlyList<ChainAnswer>> SignAllAsync(
        IReadOnlyList<UnsignedTransaction> transactions, CancellationToken cancellationToken)
    {
        var answers = await _rpc.AskAllAsync(
            "eth_signTransaction", [.. transactions.Select(one => new JsonArray(Fields(one)))],
            i => 2 * transactions[i].Content.Length, cancellationToken);
        return [.. answers.Select(answer => new ChainAnswer(
            answer.Refusal is null ? SignedBytes(answer.Result) : null, answer.Refusal))];
    }

    public async Task<IReadOnlyList<ChainRefusedException?>> SendAllAsync(
        IReadOnlyList<byte[]> transactions, CancellationToken cancellationToken)
    {
        var answers = await _rpc.AskAllAsync(
            "eth_sendRawTransaction", [.. transactions.Select(bytes => new JsonArray(Hex.Of(bytes)))],
            i => 2 * transactions[i].Length, cancellationToken);
        return [.. answers.Select(answer => IsKnownAlready(answer.Refusal) ? null : answer.Refusal)];
    }

    public async Task<IReadOnlyList<ChainReceipt?>> ReceiptsAsync(
        IReadOnlyList<string> hashes, CancellationToken cancellationToken)
    {
        var answers = await _rpc.AskAllAsync(
            "eth_getTransactionReceipt", [.. hashes.Select(hash => new JsonArray(hash))], _ => HashLetters,
            cancellationToken);
        return
        [
            .. answers.Select((answer, i) => answer.ResultOrThrow is not { } found
                ? null
                : new ChainReceipt(
                    hashes[i], Hex.ToNumber(Text(found, "blockNumber")), Text(found, "blockHash"),
                    Hex.ToNumber(Text(found, "status")) == 1)),
        ];
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
        return LogReader.Read(await _rpc.AskBytesAsync("eth_getLogs", [filter], cancellationToken));
    }

    public async Task<IReadOnlyList<string>> AccountsAsync(CancellationToken cancellationToken) =>
        [.. (await AskAsync("eth_accounts", [], cancellationToken))!.AsArray().Select(one => (string)one!)];

    public Task AdvanceTimeAsync(long seconds, CancellationToken cancellationToken) =>
        AskAsync("evm_increaseTime", [seconds], cancellationToken);

    private Task<JsonNode?> AskAsync(string method, JsonArray parameters, CancellationToken cancellationToken) =>
        _rpc.AskAsync(method, parameters, cancellationToken);

    private static JsonObject Fields(UnsignedTransaction transaction)
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
        return fields;
    }

    // Some signers answer with the bytes alone, others with an object around them.
    private static byte[] SignedBytes(JsonNode? answer) =>
        Hex.ToBytes(answer is JsonObject wrapped ? Text(wrapped, "raw") : (string)answer!);

    // Sent before: its block tells what came of it.
    private static bool IsKnownAlready(ChainRefusedException? refusal) =>
        refusal is not null && KnownAlready.Any(
            words => refusal.Message.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static string Tag(long? number) => number is { } known ? Hex.OfNumber(known) : "latest";

    private static string Text(JsonNode node, string name) =>
        (string?)node[name] ?? throw new HttpRequestException($"The node's answer has no {name}.");
}
