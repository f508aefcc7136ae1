using System.Text;

namespace CitizenBonds.Verifier.Files;

/// <summary>
/// The lines of a file as bytes, LF or CRLF, empty ones passed over, a byte order mark skipped. Holds one line at a
/// time.
/// </summary>
public sealed class Utf8Lines(Stream stream) : IDisposable
{
    public const int LineBytesMax = 1 << 20;
    private byte[] _buffer = new byte[1 << 16];
    private int _next;
    private int _filled;
    private bool _isStarted;

    /// <summary>Number of the current line, the first is 1.</summary>
    public long Line { get; private set; }

    /// <param name="line">Valid until the next call.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="BadInputException">A line longer than <see cref="LineBytesMax"/>.</exception>
    public bool Read(out ReadOnlySpan<byte> line)
    {
        while (ReadAny(out line))
        {
            if (line.EndsWith("\r"u8)) line = line[..^1];
            if (!_isStarted && line.StartsWith(Encoding.UTF8.Preamble)) line = line[3..];
            _isStarted = true;
            if (!line.IsEmpty) return true;
        }
        return false;
    }

    public void Dispose() => stream.Dispose();

    private bool ReadAny(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var held = _buffer.AsSpan(_next, _filled - _next);
            var end = held[searched..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = held[..(searched + end)];
                _next += searched + end + 1;
                Line++;
                return true;
            }
            searched = held.Length;
            if (Fill()) continue;
            line = _buffer.AsSpan(_next, _filled - _next); // Not the span above: filling moves what is held.
            _next = _filled;
            if (line.IsEmpty) return false;
            Line++;
            return true;
        }
    }

    private bool Fill()
    {
        var held = _filled - _next;
        if (held > LineBytesMax) throw new BadInputException(Line + 1, null, $"longer than {LineBytesMax} bytes");
        var target = held > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_next, held).CopyTo(target);
        (_buffer, _next, _filled) = (target, 0, held);
        var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        return read > 0;
    }
}
