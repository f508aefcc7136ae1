using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <param name="Name">Of the column and of the member, in snake case.</param>
/// <param name="Value">A text, whole number, decimal, yes or no, date, moment, or null.</param>
internal sealed record OpenColumn<TRow>(string Name, Func<TRow, object?> Value);

/// <summary>
/// A table that is written batch by batch, as CSV (RFC 4180) or as a JSON array, from one list of columns.
/// </summary>
internal sealed class OpenTable<TRow>(params IReadOnlyList<OpenColumn<TRow>> columns)
{
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task WriteCsvAsync(
        Stream output, IAsyncEnumerable<IReadOnlyList<TRow>> batches, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(column => column.Name)).Append("\r\n");
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            foreach (var row in batch) AppendLine(text, row);
            await FlushAsync(output, text, cancellationToken);
        }

        await FlushAsync(output, text, cancellationToken);
    }

    public async Task WriteJsonAsync(
        Stream output, IAsyncEnumerable<IReadOnlyList<TRow>> batches, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonOptions);
        json.WriteStartArray();
        await foreach (var batch in batches.WithCancellation(cancellationToken))
        {
            foreach (var row in batch) WriteObject(json, row);
            json.Flush();
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }

        json.WriteEndArray();
        json.Flush();
        await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
    }

    private static async Task FlushAsync(Stream output, StringBuilder text, CancellationToken cancellationToken)
    {
        if (text.Length == 0) return;
        await output.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        text.Clear();
    }

    private void AppendLine(StringBuilder text, TRow row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(Quoted(TextOf(columns[i].Value(row))));
        }

        text.Append("\r\n");
    }

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny("\",\r\n") < 0
            ? value
            : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private void WriteObject(Utf8JsonWriter json, TRow row)
    {
        json.WriteStartObject();
        foreach (var column in columns)
        {
            json.WritePropertyName(column.Name);
            WriteValue(json, column.Value(row));
        }

        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool isTrue:
                json.WriteBooleanValue(isTrue);
                break;
            case long or int or short:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue(TextOf(value));
                break;
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        bool isTrue => isTrue ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => UnixMicroseconds.ToText(moment),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
