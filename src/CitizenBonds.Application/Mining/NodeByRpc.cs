using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>
/// A node's JSON-RPC: <c>getblockheader</c> says whether and where a block stands in the node's chain, then heights are
/// turned into hashes and hashes into raw headers, many calls in one request. Credentials go into the request alone.
/// </summary>
internal static class NodeByRpc
{
    private const int HeadersPerRoundMax = 500;
    private const long AnswerBytesMax = 1 << 20;

    /// <summary>Invalid address or key: Bitcoin Core's answer to a block it does not have.</summary>
    private const int NotFoundCode = -5;

    /// <returns>The block asked for and what the node's chain has after it; empty when it is not in that chain.
    /// </returns>
    public static async Task<IReadOnlyList<BlockHeader>> AskAsync(
        HttpClient http, MiningFeedSettings settings, string hash, CancellationToken cancellationToken)
    {
        var first = (await CallAsync(http, settings, [("getblockheader", [hash, true])], cancellationToken))[0];
        // Below zero: known, but on a branch that the node has left.
        if (first is not { ValueKind: JsonValueKind.Object } known || Whole(known, "confirmations") < 1) return [];
        var height = Whole(known, "height");
        var tip = height + Whole(known, "confirmations") - 1;
        var last = Math.Min(tip, height + HeadersPerRoundMax - 1);
        var hashes = new List<(string Method, object[] Arguments)>();
        for (var at = height; at <= last; at++) hashes.Add(("getblockhash", [at]));
        var texts = await CallAsync(http, settings, hashes, cancellationToken);
        var raws = await CallAsync(
            http, settings,
            [.. texts.TakeWhile(text => text is not null)
                .Select(text => ("getblockheader", new object[] { Text(text!.Value), false }))],
            cancellationToken);
        return [.. raws.TakeWhile(raw => raw is not null).Select(raw => HeaderOf(Text(raw!.Value)))];
    }

    /// <returns>One result for each call, null where the node has no such block.</returns>
    private static async Task<IReadOnlyList<JsonElement?>> CallAsync(
        HttpClient http, MiningFeedSettings settings, List<(string Method, object[] Arguments)> calls,
        CancellationToken cancellationToken)
    {
        if (calls.Count == 0) return [];
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Rpc)
        {
            Content = JsonContent.Create(calls.Select((call, id) => new
            {
                jsonrpc = "1.0", id, method = call.Method, @params = call.Arguments,
            })),
        };
        if (settings.RpcUser is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.RpcUser}:{settings.RpcPassword}")));
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
            throw new HttpRequestException("The node does not accept the credentials of Mining:RpcUser.");
        answer.EnsureSuccessStatusCode();
        await answer.Content.LoadIntoBufferAsync(AnswerBytesMax, cancellationToken);
        return Read(await answer.Content.ReadAsByteArrayAsync(cancellationToken), calls.Count);
    }

    /// <remarks>A node may answer a batch in any order.</remarks>
    private static JsonElement?[] Read(byte[] body, int count)
    {
        var results = new JsonElement?[count];
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.GetArrayLength() != count)
                throw new HttpRequestException("The node's answer is not the batch it was asked for.");
            foreach (var item in document.RootElement.EnumerateArray())
            {
                var id = item.GetProperty("id").GetInt32();
                if (id < 0 || id >= count) throw new HttpRequestException("The node answered what nobody asked.");
                var hasError = item.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object;
                if (hasError && error.GetProperty("code").GetInt32() is var code and not NotFoundCode)
                    throw new HttpRequestException($"The node refuses a call with code {code}.");
                results[id] = hasError ? null : item.GetProperty("result").Clone();
            }
        }
        catch (Exception failure) when (failure
            is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new HttpRequestException("The node's answer cannot be read.", failure);
        }

        return results;
    }

    private static long Whole(JsonElement known, string name) =>
        known.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number)
            ? number
            : throw new HttpRequestException($"The node's header has no {name}.");

    private static string Text(JsonElement result) =>
        result.ValueKind == JsonValueKind.String
            ? result.GetString()! // Not null: it is a string.
            : throw new HttpRequestException("The node's answer is no text.");

    private static BlockHeader HeaderOf(string hex)
    {
        if (hex.Length != 2 * BlockHeader.Length || !hex.All(char.IsAsciiHexDigit))
            throw new HttpRequestException("The node answered no header.");
        return BlockHeader.FromBytes(Convert.FromHexString(hex));
    }
}
