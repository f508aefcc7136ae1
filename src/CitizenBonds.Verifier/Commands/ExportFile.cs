using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary>One file of a ledger export, line by line; errors name the file and the line.</summary>
internal sealed class ExportFile(string folder, string name) : IDisposable
{
    private readonly Utf8Lines _lines = new(
        new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));

    private byte[] _line = new byte[1 << 10];
    private int _length;

    public delegate T LineParser<out T>(ReadOnlySpan<byte> line);

    public bool Read()
    {
        try
        {
            if (!_lines.Read(out var line)) return false;
            if (line.Length > _line.Length) _line = new byte[line.Length];
            line.CopyTo(_line);
            _length = line.Length;
            return true;
        }
        catch (BadInputException tooLong)
        {
            throw new BadInputException($"{name}, {tooLong.Message}", tooLong);
        }
    }

    public T Parse<T>(LineParser<T> parser)
    {
        try
        {
            return parser(_line.AsSpan(0, _length));
        }
        catch (FormatException failure)
        {
            throw Error(failure.Message);
        }
    }

    public BadInputException Error(string message) => new($"{name}, line {_lines.Line}: {message}");

    public void Dispose() => _lines.Dispose();
}
