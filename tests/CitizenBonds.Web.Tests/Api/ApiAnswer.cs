using System.Net;
using System.Text.Json;

namespace CitizenBonds.Web.Tests.Api;

/// <param name="Body">Undefined when the answer has none.</param>
internal sealed record ApiAnswer(
    HttpStatusCode Status, JsonElement Body, string? ContentType, string? RetryAfter, bool IsRepeat)
{
    public string Refusal => Body.GetProperty("refusal").GetString() ?? "";

    public string Sentence => Body.GetProperty("detail").GetString() ?? "";

    public long Number => Body.GetProperty("number").GetInt64();

    public string State => Body.GetProperty("state").GetString() ?? "";

    public IReadOnlyList<JsonElement> Items => [.. Body.GetProperty("items").EnumerateArray()];

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var body = text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
        return new(
            answer.StatusCode,
            body,
            answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.RetryAfter?.ToString(),
            answer.Headers.Contains("Idempotency-Replayed"));
    }
}
