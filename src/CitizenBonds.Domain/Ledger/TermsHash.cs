using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// The hash a bond's published terms are known by: SHA-256 of the terms as canonical JSON. Canonical means: members
/// sorted
/// by name (ordinal, by UTF-16 code unit), no white space, UTF-8 without mark, numbers exactly as written, strings with
/// only the escapes JSON demands (as RFC 8785 section 3.2.2.2). A member named twice is refused.
/// </summary>
public static class TermsHash
{
    /// <summary>Deeper nesting is refused.</summary>
    public const int DepthMax = 32;

    private static readonly JsonDocumentOptions Strict =
        new() { AllowDuplicateProperties = false, MaxDepth = DepthMax };

    /// <exception cref="JsonException">Not JSON, too deep, a member named twice, or text that is not
    /// Unicode.</exception>
    public static Hash256 Of(ReadOnlyMemory<byte> utf8Json) => Hash256.Of(Canonical(utf8Json));

    /// <exception cref="JsonException">Not JSON, too deep, a member named twice, or text that is not
    /// Unicode.</exception>
    public static Hash256 Of(string json) => Of(Encoding.UTF8.GetBytes(json));

    /// <summary>The canonical bytes.</summary>
    /// <exception cref="JsonException">Not JSON, too deep, a member named twice, or text that is not
    /// Unicode.</exception>
    public static byte[] Canonical(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonDocument.Parse(utf8Json, Strict);
        var output = new ArrayBufferWriter<byte>();
        try
        {
            Write(document.RootElement, output);
        }
        catch (InvalidOperationException notUnicode)
        {
            throw new JsonException("The text holds half of a surrogate pair.", notUnicode);
        }
        return output.WrittenSpan.ToArray();
    }

    private static void Write(JsonElement element, ArrayBufferWriter<byte> output)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element, output);
                break;
            case JsonValueKind.Array:
                WriteArray(element, output);
                break;
            case JsonValueKind.String:
                WriteString(element.GetString()!, output); // Not null: the kind is String.
                break;
            default:
                output.Write(Encoding.UTF8.GetBytes(element.GetRawText()));
                break;
        }
    }

    private static void WriteObject(JsonElement element, ArrayBufferWriter<byte> output)
    {
        output.Write("{"u8);
        var isFirst = true;
        foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (!isFirst) output.Write(","u8);
            isFirst = false;
            WriteString(member.Name, output);
            output.Write(":"u8);
            Write(member.Value, output);
        }
        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement element, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var isFirst = true;
        foreach (var item in element.EnumerateArray())
        {
            if (!isFirst) output.Write(","u8);
            isFirst = false;
            Write(item, output);
        }
        output.Write("]"u8);
    }

    private static void WriteString(string text, ArrayBufferWriter<byte> output)
    {
        var escaped = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => escaped.Append("\\\""),
                '\\' => escaped.Append("\\\\"),
                '\b' => escaped.Append("\\b"),
                '\f' => escaped.Append("\\f"),
                '\n' => escaped.Append("\\n"),
                '\r' => escaped.Append("\\r"),
                '\t' => escaped.Append("\\t"),
                < ' ' => escaped.Append("\\u00").Append(Convert.ToHexStringLower([(byte)character])),
                _ => escaped.Append(character),
            };
        }
        output.Write(Encoding.UTF8.GetBytes(escaped.Append('"').ToString()));
    }
}
