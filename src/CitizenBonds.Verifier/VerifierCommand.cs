namespace CitizenBonds.Verifier;

/// <summary>One command of the tool: its help and its work. Each lives in its own file under Commands.</summary>
/// <param name="Name">As typed, for example <c>price</c>.</param>
/// <param name="Summary">One line for the list of commands.</param>
/// <param name="Help">Input and output columns and what exit code 1 means; plain text, lines up to 100
/// characters.</param>
/// <param name="Example">One command line that works.</param>
/// <param name="Options">Names without dashes, in the order shown; any other option is refused.</param>
/// <param name="Run">Does the work; throws <see cref="BadInputException"/> for bad input.</param>
public sealed record VerifierCommand(
    string Name,
    string Summary,
    string Help,
    string Example,
    IReadOnlyList<string> Options,
    Func<CommandContext, CommandResult> Run);
