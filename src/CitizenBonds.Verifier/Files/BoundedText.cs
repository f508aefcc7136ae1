using System.Text;
using System.Text.Json;

namespace CitizenBonds.Verifier.Files;

/// <summary>Reads text that is not a table, never more of it than a stated bound.</summary>
public static class BoundedText
{
    public const int DocumentBytesMax = 128 << 20;
    public const int LineCharactersMax = 1 << 20;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>A whole JSON document. Names, line and column of what is wrong come from the parser.</summary>
    /// <exception cref="BadInputException">Over <paramref name="bytesMax"/> or not JSON of this shape.</exception>
    public static T ReadJson<T>(Stream stream, JsonSerializerOptions options, int bytesMax = DocumentBytesMax)
    {
        var bytes = ReadAll(stream, bytesMax);
        try
        {
            return JsonSerializer.Deserialize<T>(WithoutMark(bytes), options)
                ?? throw new BadInputException(1, null, "the document is null");
        }
        catch (JsonException failure)
        {
            var line = (failure.LineNumber ?? 0) + 1;
            var column = (failure.BytePositionInLine ?? 0) + 1;
            var place = $"line {line}, byte {column} ({failure.Path ?? "$"})";
            throw new BadInputException($"{place}: not the expected JSON", failure);
        }
    }

    /// <summary>A whole document as bytes, without its byte order mark.</summary>
    /// <exception cref="BadInputException">Over <paramref name="bytesMax"/>.</exception>
    public static byte[] ReadBytes(Stream stream, int bytesMax) => [.. WithoutMark(ReadAll(stream, bytesMax))];

    /// <summary>The lines of a text with their numbers (from 1), LF or CRLF; empty lines are passed over.</summary>
    /// <exception cref="BadInputException">A line longer than <see cref="LineCharactersMax"/>.</exception>
    public static IEnumerable<(long Line, string Text)> ReadLines(Stream stream)
    {
        using var reader = new StreamReader(stream, Strict, true, 1 << 16, leaveOpen: true);
        var text = new StringBuilder();
        var line = 1L;
        var buffer = new char[1 << 16];
        int read;
        while ((read = reader.Read(buffer)) > 0)
        {
            var start = 0;
            int end;
            while ((end = Array.IndexOf(buffer, '\n', start, read - start)) >= 0)
            {
                text.Append(buffer, start, end - start);
                if (TakeLine(text) is { } complete) yield return (line, complete);
                line++;
                start = end + 1;
            }

            text.Append(buffer, start, read - start);
            if (text.Length > LineCharactersMax)
                throw new BadInputException(line, null, $"longer than {LineCharactersMax} characters");
        }

        if (TakeLine(text) is { } last) yield return (line, last);
    }

    private static string? TakeLine(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] == '\r') text.Length--;
        if (text.Length == 0) return null;
        var line = text.ToString();
        text.Clear();
        return line;
    }

    private static byte[] ReadAll(Stream stream, int bytesMax)
    {
        using var collected = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            collected.Write(buffer, 0, read);
            if (collected.Length > bytesMax) throw new BadInputException($"the document is over {bytesMax} bytes");
        }

        return collected.ToArray();
    }

    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(3) : bytes;
}
