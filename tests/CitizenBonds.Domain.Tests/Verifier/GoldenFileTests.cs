using CitizenBonds.Verifier;

namespace CitizenBonds.Domain.Tests.Verifier;

/// <summary>
/// The formats of the verifier are a public contract. Each folder under Golden is one run: <c>command.txt</c> holds the
/// arguments (words that name a file of the folder become its path), the exit code and the line on standard error;
/// <c>expected.txt</c> is standard output, byte for byte.
/// </summary>
public sealed class GoldenFileTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Verifier", "Golden");

    public static TheoryData<string> Runs =>
        new(Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!).Order()); // A folder has a name.

    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_GoldenInput_GivesTheGoldenOutput(string name)
    {
        var folder = Path.Combine(Root, name);
        var lines = File.ReadAllLines(Path.Combine(folder, "command.txt"));
        var run = VerifierRun.Start("", [.. lines[0].Split(' ').Select(word => InFolder(folder, word))]);
        Assert.Equal(lines[2], run.Error.TrimEnd('\n'));
        Assert.Equal(lines[1], run.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected.txt")), run.Output);
    }

    [Fact]
    public void Golden_EveryCommand_HasARunThatSucceedsOrAgrees()
    {
        var covered = Directory.GetDirectories(Root)
            .Select(folder => File.ReadAllLines(Path.Combine(folder, "command.txt")))
            .Where(lines => lines[1] == "0")
            .Select(lines => lines[0].Split(' ')[0]);
        Assert.Empty(CommandTable.All.Select(command => command.Name).Except(covered));
    }

    private static string InFolder(string folder, string word)
    {
        var path = Path.Combine(folder, word);
        return File.Exists(path) || Directory.Exists(path) ? path : word;
    }
}
