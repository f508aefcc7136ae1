using System.Globalization;

namespace CitizenBonds.Verifier;

/// <summary>The input cannot be used: exit code 2, one line on standard error, nothing written.</summary>
/// <remarks>
/// An exception, not a refusal value: a file is read to its first error only, and whatever was begun is dropped whole.
/// </remarks>
public sealed class BadInputException : Exception
{
    public BadInputException()
        : this("the input cannot be used")
    {
    }

    public BadInputException(string message)
        : base(message)
    {
    }

    public BadInputException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <param name="line">Line of the file, the first is 1.</param>
    /// <param name="column">Name or number of the column; null when the whole line is meant.</param>
    public BadInputException(long line, string? column, string message)
        : base(string.Create(CultureInfo.InvariantCulture, $"line {line}{Where(column)}: {message}"))
    {
        Line = line;
        Column = column;
    }

    /// <summary>Null when no single line is at fault (a missing file, an unknown option).</summary>
    public long? Line { get; }

    public string? Column { get; }

    private static string Where(string? column) => column is null ? "" : $", column {column}";
}
