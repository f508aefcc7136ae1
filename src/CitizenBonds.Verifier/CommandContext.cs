using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier;

/// <summary>What a running command may touch: its options, one input at a time, one output, progress.</summary>
public sealed class CommandContext : IDisposable
{
    private readonly Stream _standardInput;
    private readonly Stream _standardOutput;
    private readonly List<Stream> _inputs = [];
    private AtomicOutput? _output;

    public CommandContext(Options options, Stream standardInput, Stream standardOutput, TextWriter standardError)
    {
        Options = options;
        _standardInput = standardInput;
        _standardOutput = standardOutput;
        Progress = new Progress(standardError, TimeProvider.System);
    }

    public Options Options { get; }

    public Progress Progress { get; }

    /// <summary>
    /// The bytes of the file named by an option; standard input when the option is absent or <c>-</c>.
    /// </summary>
    public Stream OpenInput(string option = "in")
    {
        var path = Options.Find(option);
        if (path is null or "-") return _standardInput;
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        _inputs.Add(stream);
        return stream;
    }

    /// <summary>The input as a table with a header row.</summary>
    public CsvReader OpenCsv(string option = "in") => new(OpenInput(option));

    /// <summary>
    /// The output (<c>--out</c>, standard output when absent or <c>-</c>). It becomes visible only when the command
    /// has ended without bad input.
    /// </summary>
    public Stream OpenOutput()
    {
        if (_output is not null) throw new InvalidOperationException("The output is open already.");
        _output = AtomicOutput.Open(Options.Find("out"), _standardOutput);
        return _output.Content;
    }

    public CsvWriter CreateCsv(params ReadOnlySpan<string> columns) => new(OpenOutput(), columns);

    /// <summary>Makes the output visible. Called once, by the host.</summary>
    public void Publish() => _output?.Publish();

    /// <summary>Drops an output that was not published.</summary>
    public void Dispose()
    {
        _output?.Dispose();
        foreach (var input in _inputs) input.Dispose();
    }
}
