using System.Text;

namespace CitizenBonds.Verifier;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    private const string ExitCodes = """
        Exit codes: 0 done or agrees, 1 does not agree, 2 bad input (says which line and why; nothing is written).
        --in and --out may be left out or be "-": standard input and standard output. Columns are found by name.

        """;

    public static string ForTool()
    {
        var text = new StringBuilder()
            .Append("citizenbonds-verify: recompute what the portal decided, from files alone.\n\n")
            .Append("Usage: citizenbonds-verify COMMAND [--option value ...]\n\n");
        foreach (var command in CommandTable.All) text.Append($"  {command.Name,-16}{command.Summary}\n");
        return text.Append("\ncitizenbonds-verify COMMAND --help explains one with an example.\n")
            .Append(ExitCodes).ToString();
    }

    public static string ForCommand(VerifierCommand command) =>
        $"{command.Name}: {command.Summary}\n\n{command.Help.TrimEnd()}\n\n"
        + $"Example:\n  {command.Example}\n\n{ExitCodes}";
}
