using System.Numerics;
using System.Text.Json;

namespace CitizenBonds.Domain.Ledger;

/// <summary>Walks over the members of one JSON object and remembers which of the expected ones it has met.</summary>
internal ref struct LineFields
{
    private Utf8JsonReader _json;
    private string _current = "";
    private uint _met;
    private bool _isStarted;

    public LineFields(ReadOnlySpan<byte> utf8Line) => _json = new Utf8JsonReader(utf8Line);

    /// <summary>Goes to the next member.</summary>
    /// <returns>False when the object, and with it the line, has ended.</returns>
    public bool Next()
    {
        try
        {
            if (!_isStarted)
            {
                _isStarted = true;
                if (!_json.Read() || _json.TokenType != JsonTokenType.StartObject)
                    throw new FormatException("not a JSON object");
            }
            if (!_json.Read()) throw new FormatException("not a JSON object");
            if (_json.TokenType != JsonTokenType.EndObject) return true;
            if (_json.Read()) throw new FormatException("text after the object");
            return false;
        }
        catch (JsonException failure)
        {
            throw new FormatException("not JSON", failure);
        }
    }

    /// <summary>True when the member has this name; then the value is read next.</summary>
    /// <param name="bit">Place of the name in the list of <see cref="RequireAll"/>.</param>
    public bool Is(ReadOnlySpan<byte> name, int bit)
    {
        if (!_json.ValueTextEquals(name)) return false;
        _current = System.Text.Encoding.UTF8.GetString(name);
        if ((_met >> bit & 1) == 1) throw new FormatException($"{_current} appears twice");
        _met |= 1u << bit;
        ReadValue();
        return true;
    }

    public void Skip()
    {
        try
        {
            _json.Skip();
        }
        catch (JsonException failure)
        {
            throw new FormatException("not JSON", failure);
        }
    }

    public readonly long Long() =>
        _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var value)
            ? value
            : throw Wrong("a whole number");

    public readonly bool Bool() =>
        _json.TokenType is JsonTokenType.True or JsonTokenType.False
            ? _json.GetBoolean()
            : throw Wrong("true or false");

    public readonly string Text()
    {
        try
        {
            // Not null: the token is a string.
            return _json.TokenType == JsonTokenType.String ? _json.GetString()! : throw Wrong("a text");
        }
        catch (InvalidOperationException)
        {
            throw Wrong("valid Unicode");
        }
    }

    public readonly Hash256 Hash() => Hash256.FromHex(Text()) ?? throw Wrong("64 hexadecimal digits");

    public readonly DateTimeOffset Moment() =>
        UnixMicroseconds.FromText(Text()) ?? throw Wrong($"a moment like 2026-04-01T09:00:00.000000Z");

    public readonly T Named<T>(Dictionary<string, T> values) =>
        values.TryGetValue(Text(), out var value) ? value : throw Wrong("a known name");

    /// <exception cref="FormatException">One of the names was not met.</exception>
    public readonly void RequireAll(params ReadOnlySpan<string> names)
    {
        if (BitOperations.PopCount(_met) == names.Length) return;
        for (var bit = 0; bit < names.Length; bit++)
            if ((_met >> bit & 1) == 0) throw new FormatException($"{names[bit]} is missing");
    }

    private readonly FormatException Wrong(string expected) => new($"{_current} is not {expected}");

    private void ReadValue()
    {
        try
        {
            _json.Read();
        }
        catch (JsonException failure)
        {
            throw new FormatException("not JSON", failure);
        }
    }
}
