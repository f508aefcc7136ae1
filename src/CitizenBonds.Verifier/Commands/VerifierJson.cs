using System.Text.Encodings.Web;
using System.Text.Json;

namespace CitizenBonds.Verifier.Commands;

/// <summary>How JSON is read and written by the commands.</summary>
internal static class VerifierJson
{
    private const int IdCharactersMax = 200;

    /// <summary>
    /// Snake case; a member given twice or null where none may be is refused, an unknown one passed over.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
    };

    public static JsonWriterOptions Indented { get; } = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>An id may be a text or a number; both are known by their text.</summary>
    public static string IdText(JsonElement id, string where)
    {
        var text = id.ValueKind switch
        {
            JsonValueKind.String => id.GetString()!, // Not null: the kind is String.
            JsonValueKind.Number => id.GetRawText(),
            _ => throw new BadInputException($"{where}: a text or a number is expected"),
        };
        return text.Length <= IdCharactersMax
            ? text
            : throw new BadInputException($"{where}: longer than {IdCharactersMax} characters");
    }

    /// <summary>For error messages: bounded and without control characters.</summary>
    public static string Shorten(string text)
    {
        var visible = new string([.. text.Take(60).Select(character => char.IsControl(character) ? '?' : character)]);
        return text.Length > 60 ? visible + "..." : visible;
    }
}
