using System.Buffers;
using System.Globalization;
using System.Text;

namespace CitizenBonds.Verifier.Files;

/// <summary>
/// Writes a table: UTF-8 without a byte order mark, LF, numbers with a dot, fields quoted only where they must be.
/// </summary>
public sealed class CsvWriter : IDisposable
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");
    private readonly StreamWriter _writer;
    private readonly int _columns;
    private int _written;

    public CsvWriter(Stream stream, params ReadOnlySpan<string> columns)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        _columns = columns.Length;
        foreach (var column in columns) Field(column);
        EndRow();
    }

    public CsvWriter Field(ReadOnlySpan<char> text)
    {
        Separate();
        if (text.ContainsAny(NeedsQuotes))
            _writer.Write($"\"{text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        else _writer.Write(text);
        return this;
    }

    public CsvWriter Field(long number)
    {
        Span<char> text = stackalloc char[20];
        number.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return Field(text[..length]);
    }

    /// <param name="format">A fixed format such as <c>F10</c>.</param>
    public CsvWriter Field(double number, ReadOnlySpan<char> format)
    {
        Span<char> text = stackalloc char[64];
        return number.TryFormat(text, out var length, format, CultureInfo.InvariantCulture)
            ? Field(text[..length])
            : Field(number.ToString(format.ToString(), CultureInfo.InvariantCulture));
    }

    /// <summary>A number with a fixed count of decimals, faster than a format; rounds half to even in binary.</summary>
    /// <param name="decimals">0 to 15.</param>
    public CsvWriter Fixed(double number, int decimals)
    {
        Span<char> text = stackalloc char[FixedDecimals.LengthMax];
        return FixedDecimals.TryWrite(number, decimals, text, out var start)
            ? Field(text[start..])
            : Field(number, $"F{decimals}");
    }

    public CsvWriter Field(bool value) => Field(value ? "true" : "false");

    /// <exception cref="InvalidOperationException">The row has more or fewer fields than the header.</exception>
    public void EndRow()
    {
        if (_written != _columns)
            throw new InvalidOperationException($"{_written} fields written, {_columns} columns declared.");
        _writer.Write('\n');
        _written = 0;
    }

    public void Dispose() => _writer.Dispose();

    private void Separate()
    {
        if (_written++ > 0) _writer.Write(',');
    }
}
