namespace CitizenBonds.Testing;

/// <summary>
/// The commands a page promises: every line of its <c>sh</c> blocks that is neither empty nor a comment.
/// </summary>
public static class ShellBlocks
{
    public static IReadOnlyList<string> Commands(string markdown)
    {
        var commands = new List<string>();
        var isInside = false;
        foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) isInside = !isInside && line is "```sh" or "```bash";
            else if (isInside && line.Length > 0 && line[0] != '#') commands.Add(line);
        }
        return commands;
    }

    /// <param name="tested">The commands that a test runs as they stand.</param>
    public static IEnumerable<string> Untested(string path, string markdown, IReadOnlyCollection<string> tested) =>
        Commands(markdown).Except(tested).Select(command => $"{path}: no test runs `{command}`");
}
