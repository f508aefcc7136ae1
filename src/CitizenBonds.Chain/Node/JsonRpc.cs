using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CitizenBonds.Chain.Abi;

namespace CitizenBonds.Chain.Node;

/// <summary>Questions by JSON-RPC 2.0 over HTTP, one at a time or many in one request.</summary>
/// <param name="questionsMax">In one request; one for a signer that does not know requests of many.</param>
internal sealed class JsonRpc(HttpClient http, int questionsMax)
{
    private const int LettersMax = 1_500_000; // Nodes refuse bodies above two megabytes.
    private const int LettersAround = 500;

    private int _lastId;

    /// <returns>The result; null when the node says null.</returns>
    /// <exception cref="ChainRefusedException">The node says no.</exception>
    public async Task<JsonNode?> AskAsync(
        string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        using var response = await PostAsync(Question(id, method, parameters), cancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        if (answer is null || (long?)answer["id"] != id)
            throw new HttpRequestException($"The node's answer to {method} belongs to another question.");
        return Read(method, answer).ResultOrThrow;
    }

    /// <summary>As above, with the whole answer as it came: for what is too long to be taken apart twice.</summary>
    public async Task<byte[]> AskBytesAsync(
        string method, JsonArray parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        using var response = await PostAsync(Question(id, method, parameters), cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <param name="lettersOf">How long the parameters of one are, about.</param>
    /// <returns>An answer to each, in the order of the questions.</returns>
    public async Task<IReadOnlyList<JsonRpcAnswer>> AskAllAsync(
        string method, IReadOnlyList<JsonArray> parameters, Func<int, int> lettersOf,
        CancellationToken cancellationToken)
    {
        var answers = new List<JsonRpcAnswer>(parameters.Count);
        while (answers.Count < parameters.Count)
        {
            var (first, count, letters) = (answers.Count, 0, 0);
            while (first + count < parameters.Count && count < questionsMax)
            {
                letters += lettersOf(first + count) + LettersAround;
                if (count > 0 && letters > LettersMax) break;
                count++;
            }

            answers.AddRange(await AskTogetherAsync(
                method, [.. parameters.Skip(first).Take(count)], cancellationToken));
        }

        return answers;
    }

    private async Task<IReadOnlyList<JsonRpcAnswer>> AskTogetherAsync(
        string method, JsonArray[] parameters, CancellationToken cancellationToken)
    {
        var last = Interlocked.Add(ref _lastId, parameters.Length);
        var first = last - parameters.Length + 1;
        JsonNode questions = parameters.Length == 1
            ? Question(first, method, parameters[0])
            : new JsonArray([.. parameters.Select((one, i) => (JsonNode)Question(first + i, method, one))]);
        using var response = await PostAsync(questions, cancellationToken);
        var answered = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        var list = answered is JsonArray array ? [.. array] : new[] { answered };
        var found = new Dictionary<int, JsonRpcAnswer>(parameters.Length);
        foreach (var one in list.OfType<JsonObject>())
        {
            if ((int?)one["id"] is { } id) found[id] = Read(method, one);
            else if (one["error"] is not null) throw Read(method, one).Refusal!; // There is an error.
        }

        return
        [
            .. Enumerable.Range(first, parameters.Length).Select(id => found.TryGetValue(id, out var answer)
                ? answer
                : throw new HttpRequestException($"The node left a question of {method} without an answer.")),
        ];
    }

    private async Task<HttpResponseMessage> PostAsync(JsonNode questions, CancellationToken cancellationToken)
    {
        var response = await http.PostAsJsonAsync("", questions, cancellationToken);
        try
        {
            return response.EnsureSuccessStatusCode();
        }
        catch (HttpRequestException)
        {
            response.Dispose();
            throw;
        }
    }

    private static JsonObject Question(int id, string method, JsonArray parameters) =>
        new() { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters };

    private static JsonRpcAnswer Read(string method, JsonObject answer)
    {
        if (answer["error"] is not { } error) return new JsonRpcAnswer(answer["result"], Refusal: null);
        var content = error["data"] is JsonValue value && value.TryGetValue<string>(out var text)
            && text.StartsWith("0x", StringComparison.Ordinal) ? Hex.ToBytes(text) : [];
        return new JsonRpcAnswer(
            Result: null, new ChainRefusedException($"{method}: {(string?)error["message"]}") { Answer = content });
    }
}
