using CitizenBonds.Verifier;

namespace CitizenBonds.Domain.Tests.Verifier;

public sealed class VerifierHostTests
{
    public static TheoryData<string> Commands => new(CommandTable.All.Select(command => command.Name));

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_OfEveryCommand_ShowsAnExampleOfItself(string name)
    {
        var run = VerifierRun.Start("", name, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Example:", run.Output, StringComparison.Ordinal);
        Assert.Contains($"citizenbonds-verify {name} ", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public void Help_OfTheTool_ListsEveryCommand()
    {
        var run = VerifierRun.Start("", "--help");
        Assert.All(
            CommandTable.All, command => Assert.Contains($"  {command.Name} ", run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bad input: unknown command 'prize'", "prize")]
    [InlineData("bad input: unknown option --inn; known: --in, --out", "price", "--inn", "x")]
    [InlineData("bad input: option --in needs a value", "price", "--in")]
    [InlineData("bad input: option --in is given twice", "price", "--in=x", "--in", "y")]
    [InlineData("bad input: unexpected argument 'x'", "price", "x")]
    [InlineData("bad input: Could not find file", "price", "--in", "/nowhere-at-all.csv")]
    public void Run_UnusableCommandLine_ExitsWithTwoAndOneLine(string message, params string[] arguments)
    {
        var run = VerifierRun.Start("", arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }
}
