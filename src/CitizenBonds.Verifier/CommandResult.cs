namespace CitizenBonds.Verifier;

/// <summary>How a command ended: the exit code and the one summary line on standard error.</summary>
public sealed record CommandResult
{
    public const int AgreesCode = 0;
    public const int DisagreesCode = 1;
    public const int BadInputCode = 2;

    private CommandResult(int exitCode, string summary)
    {
        ExitCode = exitCode;
        Summary = summary;
    }

    public int ExitCode { get; }

    public string Summary { get; }

    /// <summary>Exit code 0. What was written to the output is kept.</summary>
    public static CommandResult Done(string summary) => new(AgreesCode, summary);

    /// <summary>
    /// Exit code 1: the input is readable and does not agree. The summary says where; the output is kept.
    /// </summary>
    public static CommandResult Disagrees(string summary) => new(DisagreesCode, summary);
}
