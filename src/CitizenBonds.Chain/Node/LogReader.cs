using System.Globalization;
using System.Text.Json;

namespace CitizenBonds.Chain.Node;

/// <summary>
/// Reads the answer to eth_getLogs from its bytes: a block of batches announces thousands of transfers, and nearly all
/// their texts are those of the announcement before.
/// </summary>
internal static class LogReader
{
    private const int TopicsMax = 4;

    /// <exception cref="ChainRefusedException">The node says no.</exception>
    /// <exception cref="HttpRequestException">Not an answer of the form it must have.</exception>
    public static IReadOnlyList<ChainLog> Read(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                throw new ChainRefusedException($"eth_getLogs: {MessageOf(ref reader)}");
            }

            if (reader.ValueTextEquals("result"u8)) return Logs(ref reader);
            reader.Read();
            reader.Skip();
        }

        throw new HttpRequestException("The node's answer has no result.");
    }

    private static List<ChainLog> Logs(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var logs = new List<ChainLog>();
        ChainLog? before = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            logs.Add(before = One(ref reader, before));
        return logs;
    }

    private static ChainLog One(ref Utf8JsonReader reader, ChainLog? before)
    {
        string? contract = null, transaction = null;
        string[]? topics = null;
        byte[]? content = null;
        var index = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("address"u8)) contract = Text(ref reader, before?.Contract);
            else if (reader.ValueTextEquals("transactionHash"u8))
                transaction = Text(ref reader, before?.TransactionHash);
            else if (reader.ValueTextEquals("topics"u8)) topics = Topics(ref reader, before?.Topics);
            else if (reader.ValueTextEquals("data"u8)) content = Bytes(ref reader);
            else if (reader.ValueTextEquals("logIndex"u8)) index = Number(ref reader);
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return contract is not null && transaction is not null && topics is not null && content is not null
            && index >= 0
                ? new ChainLog(contract, index, transaction, topics, content)
                : throw new HttpRequestException("The node's announcement is not whole.");
    }

    private static string[] Topics(ref Utf8JsonReader reader, string[]? before)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var topics = new List<string>(TopicsMax);
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            topics.Add(Known(ref reader, before?.ElementAtOrDefault(topics.Count)));
        return [.. topics];
    }

    private static string Text(ref Utf8JsonReader reader, string? before)
    {
        Expect(ref reader, JsonTokenType.String);
        return Known(ref reader, before);
    }

    private static string Known(ref Utf8JsonReader reader, string? before) =>
        before is not null && reader.ValueTextEquals(before) ? before : reader.GetString()!; // The token is a text.

    private static byte[] Bytes(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return Convert.FromHexString(reader.ValueSpan[2..]);
    }

    private static int Number(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return int.Parse(reader.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static string? MessageOf(ref Utf8JsonReader reader)
    {
        using var error = JsonDocument.ParseValue(ref reader);
        return error.RootElement.TryGetProperty("message", out var message) ? message.GetString() : null;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (!reader.Read() || reader.TokenType != expected)
            throw new HttpRequestException($"The node's answer has no {expected} where one should be.");
    }
}
