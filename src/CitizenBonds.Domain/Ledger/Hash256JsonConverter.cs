using System.Text.Json;
using System.Text.Json.Serialization;

namespace CitizenBonds.Domain.Ledger;

/// <summary>Hashes in JSON: 64 hexadecimal digits, written in lower case, read in either.</summary>
public sealed class Hash256JsonConverter : JsonConverter<Hash256>
{
    public override Hash256 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Hash256.FromHex(reader.GetString()) is { } hash
            ? hash
            : throw new JsonException("64 hexadecimal digits are expected.");

    public override void Write(Utf8JsonWriter writer, Hash256 value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
