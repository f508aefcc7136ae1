using System.Buffers;
using System.Globalization;
using System.Text;

namespace CitizenBonds.Verifier.Files;

/// <summary>
/// Reads a UTF-8 table with a header row, RFC 4180: quoted fields, LF or CRLF, an optional byte order mark. One record
/// is held at a time and none may be longer than <see cref="RecordCharactersMax"/>, so memory is bounded for any input.
/// </summary>
public sealed class CsvReader : IDisposable
{
    public const int RecordCharactersMax = 1 << 20;
    public const int ColumnsMax = 1_000;
    private static readonly SearchValues<char> EndsOfField = SearchValues.Create(",\n\"");

    private readonly StreamReader _reader;
    private readonly string[] _columns;
    private readonly List<Range> _fields = [];
    private char[] _buffer = new char[1 << 16];
    private int _next;
    private int _filled;
    private bool _ended;
    private long _linesRead;

    public CsvReader(Stream stream)
    {
        // Strict decoding: bytes that are not text are an error, not a question mark.
        _reader = new StreamReader(
            stream, new UTF8Encoding(false, throwOnInvalidBytes: true), true, 1 << 16, leaveOpen: true);
        if (!ReadRecord()) throw new BadInputException(1, null, "the input is empty; a header row is expected");
        _columns = new string[_fields.Count];
        for (var i = 0; i < _columns.Length; i++) _columns[i] = this[i].Trim().ToString();
    }

    /// <summary>Line on which the current record begins, the header row is 1.</summary>
    public long Line { get; private set; }

    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The field as written, quotes removed. Valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<char> this[int column] => _buffer.AsSpan(_fields[column]);

    /// <exception cref="BadInputException">The header row does not have it, or has it twice.</exception>
    public int Column(string name) =>
        FindColumn(name)
            ?? throw new BadInputException(1, name, $"missing; found: {Shorten(string.Join(',', _columns))}");

    /// <returns>Null when the header row does not have it.</returns>
    public int? FindColumn(string name)
    {
        var index = Array.IndexOf(_columns, name);
        if (index >= 0 && Array.LastIndexOf(_columns, name) != index)
            throw new BadInputException(1, name, "appears twice");
        return index < 0 ? null : index;
    }

    /// <summary>Goes to the next record; empty lines are passed over.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        if (!ReadRecord()) return false;
        if (_fields.Count != _columns.Length)
            throw new BadInputException(Line, null, $"{_fields.Count} fields where the header has {_columns.Length}");
        return true;
    }

    public BadInputException Error(int column, string message) => new(Line, _columns[column], message);

    /// <summary>A date written yyyy-MM-dd.</summary>
    public DateOnly Date(int column)
    {
        var text = this[column];
        if (text.Length == 10 && text[4] == '-' && text[7] == '-' && IsNumber(text, 0, 4, out var year)
            && IsNumber(text, 5, 2, out var month) && IsNumber(text, 8, 2, out var day)
            && year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
            return new DateOnly(year, month, day);
        throw Error(column, $"'{Shorten(text)}' is not a date (yyyy-MM-dd)");
    }

    public long WholeNumber(int column) =>
        long.TryParse(this[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error(column, $"'{Shorten(this[column])}' is not a whole number");

    /// <summary>A finite number; NaN and infinities are refused.</summary>
    public double Number(int column) =>
        double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
            : throw Error(column, $"'{Shorten(this[column])}' is not a finite number");

    public decimal Exact(int column) =>
        decimal.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Error(column, $"'{Shorten(this[column])}' is not a decimal number");

    public string Text(int column) => this[column].ToString();

    public void Dispose() => _reader.Dispose();

    private static bool IsNumber(ReadOnlySpan<char> text, int start, int length, out int value)
    {
        value = 0;
        foreach (var digit in text.Slice(start, length))
        {
            if (!char.IsAsciiDigit(digit)) return false;
            value = value * 10 + (digit - '0');
        }

        return true;
    }

    /// <summary>What an error message quotes is bounded and printable, whatever the file holds.</summary>
    private static string Shorten(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder();
        foreach (var character in text[..Math.Min(text.Length, 60)])
            kept.Append(char.IsControl(character) ? '?' : character);
        return text.Length > 60 ? kept.Append("...").ToString() : kept.ToString();
    }

    private bool ReadRecord()
    {
        do
        {
            if (!ReadPhysicalRecord()) return false;
        }
        while (_fields is [var only] && _buffer.AsSpan(only).IsEmpty);
        return true;
    }

    private bool ReadPhysicalRecord()
    {
        _fields.Clear();
        if (_next == _filled && !Fill(ref _next)) return false;
        Line = _linesRead + 1;
        var start = _next;
        while (true)
        {
            if (_fields.Count == ColumnsMax) throw new BadInputException(Line, null, $"over {ColumnsMax} columns");
            var last = ReadField(ref start);
            if (last) break;
        }

        _linesRead++;
        return true;
    }

    /// <summary>Reads one field from <see cref="_next"/>; record starts at <paramref name="start"/>.</summary>
    /// <returns>True when the field ends the record.</returns>
    private bool ReadField(ref int start)
    {
        var fieldOffset = _next - start;
        while (true)
        {
            var found = _buffer.AsSpan(_next, _filled - _next).IndexOfAny(EndsOfField);
            if (found < 0)
            {
                _next = _filled;
                if (Fill(ref start)) continue;
                AddField(start + fieldOffset, _filled);
                return true;
            }

            _next += found;
            var character = _buffer[_next];
            if (character == '"')
            {
                if (_next != start + fieldOffset) throw new BadInputException(Line, Name(), "a quote inside a field");
                return ReadQuotedField(ref start);
            }

            AddField(start + fieldOffset, _next);
            _next++;
            return character == '\n';
        }
    }

    private void AddField(int from, int to)
    {
        // A carriage return belongs to the line end only where it is followed by one, or by the end of the file.
        var atLineEnd = to == _filled || _buffer[to] == '\n';
        if (atLineEnd && to > from && _buffer[to - 1] == '\r') to--;
        _fields.Add(from..to);
    }

    /// <summary>Doubled quotes are joined in place, so a quoted field costs no string.</summary>
    private bool ReadQuotedField(ref int start)
    {
        var fieldOffset = _next - start;
        var length = 0;
        _next++;
        while (true)
        {
            var character = NextCharacter(ref start)
                ?? throw new BadInputException(Line, Name(), "a quote is not closed");
            if (character == '"')
            {
                var after = NextCharacter(ref start);
                if (after != '"') return EndQuotedField(ref start, fieldOffset, length, after);
            }

            if (character == '\n') _linesRead++;
            _buffer[start + fieldOffset + length++] = character;
        }
    }

    private bool EndQuotedField(ref int start, int fieldOffset, int length, char? after)
    {
        if (after == '\r') after = NextCharacter(ref start);
        if (after is not (null or ',' or '\n')) throw new BadInputException(Line, Name(), "text after a closing quote");
        _fields.Add((start + fieldOffset)..(start + fieldOffset + length));
        return after != ',';
    }

    private char? NextCharacter(ref int start) =>
        _next < _filled || Fill(ref start) ? _buffer[_next++] : null;

    /// <summary>Makes room behind the record that begins at <paramref name="start"/> and reads on.</summary>
    /// <returns>False at the end of the input.</returns>
    private bool Fill(ref int start)
    {
        if (_ended) return false;
        var held = _filled - start;
        if (held >= RecordCharactersMax)
            throw new BadInputException(Line, null, $"longer than {RecordCharactersMax} characters");
        var target = held > _buffer.Length / 2 ? new char[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(start, held).CopyTo(target);
        _buffer = target;
        for (var i = 0; i < _fields.Count; i++)
            _fields[i] = (_fields[i].Start.Value - start)..(_fields[i].End.Value - start);
        _next -= start;
        _filled = held;
        start = 0;
        var read = ReadCharacters();
        _filled += read;
        _ended = read == 0;
        return read > 0;
    }

    private int ReadCharacters()
    {
        try
        {
            return _reader.Read(_buffer, _filled, _buffer.Length - _filled);
        }
        catch (DecoderFallbackException failure)
        {
            // The reader is a buffer ahead of the line, so the bytes are not before it and at most a buffer after it.
            throw new BadInputException($"line {_linesRead + 1} or after: not UTF-8 text", failure);
        }
    }

    private string Name() =>
        _columns is { } columns && _fields.Count < columns.Length
            ? columns[_fields.Count]
            : (_fields.Count + 1).ToString(CultureInfo.InvariantCulture);
}
