namespace CitizenBonds.Verifier.Files;

/// <summary>
/// Collects an output in a temporary file and makes it visible at once: by renaming for a file, by copying for a
/// stream. What is not published leaves no trace.
/// </summary>
public sealed class AtomicOutput : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private readonly string _temporaryPath;
    private readonly string? _finalPath;
    private readonly Stream? _finalStream;

    private AtomicOutput(string temporaryPath, string? finalPath, Stream? finalStream)
    {
        _temporaryPath = temporaryPath;
        _finalPath = finalPath;
        _finalStream = finalStream;
        Content = new FileStream(temporaryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferBytes);
    }

    public Stream Content { get; }

    /// <param name="path">Null or <c>-</c> for standard output.</param>
    public static AtomicOutput Open(string? path, Stream standardOutput)
    {
        var unique = $".{Guid.NewGuid():N}.partial";
        if (path is null or "-") return new(TemporaryPath(unique), null, standardOutput);
        if (!IsDevice(path)) return new(Path.GetFullPath(path) + unique, path, null);
        return new(TemporaryPath(unique), null, new FileStream(path, FileMode.Open, FileAccess.Write));
    }

    public void Publish()
    {
        Content.Flush();
        if (_finalStream is not null)
        {
            Content.Position = 0;
            Content.CopyTo(_finalStream);
            _finalStream.Flush();
        }

        Content.Dispose();
        if (_finalPath is not null) File.Move(_temporaryPath, _finalPath, overwrite: true);
    }

    public void Dispose()
    {
        Content.Dispose();
        File.Delete(_temporaryPath); // Does nothing after a rename.
    }

    /// <summary>A device such as /dev/null must be written to, never replaced by a file of that name.</summary>
    private static bool IsDevice(string path) =>
        Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    private static string TemporaryPath(string unique) =>
        Path.Combine(Path.GetTempPath(), "citizenbonds-verify" + unique);
}
