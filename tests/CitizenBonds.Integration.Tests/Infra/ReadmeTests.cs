using System.Text.RegularExpressions;
using CitizenBonds.Testing;
using Xunit;

namespace CitizenBonds.Integration.Tests.Infra;

/// <summary>The README is the first thing a stranger believes: its commands are run as they stand there.</summary>
public sealed class ReadmeTests
{
    private const string VerifierHelp = "dotnet run --project src/CitizenBonds.Verifier -c Release -- --help";

    /// <summary>The first is run by <see cref="RunScriptTests"/>, the second is running now.</summary>
    private static readonly string[] RunByTests = ["./infra/run.sh", "./infra/test.sh", VerifierHelp];

    private static string Readme => File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));

    [Fact]
    public void Commands_AllOfThem_AreRunByTests() =>
        Assert.Empty(ShellBlocks.Untested("README.md", Readme, RunByTests));

    [Fact]
    public async Task VerifierHelp_AsPrinted_ListsTheCommands()
    {
        Assert.Contains(VerifierHelp, ShellBlocks.Commands(Readme));

        var run = await ShellCommand.RunAsync(
            VerifierHelp, RepositoryRoot.Path, TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Output);
        foreach (var command in new[] { "price", "coupons", "auction", "sale", "match", "buyback", "ledger", "terms" })
            Assert.Contains(command, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_ToFiles_AreThere()
    {
        var links = Regex.Matches(Readme, @"\]\((?!http)(?<path>[^)#]+)\)");
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(
            File.Exists(Path.Combine(RepositoryRoot.Path, link.Groups["path"].Value)), link.Value));
    }
}
