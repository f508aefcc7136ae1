using CitizenBonds.Conventions.Tests.Guards;
using CitizenBonds.Testing;
using Xunit;

namespace CitizenBonds.Conventions.Tests;

public sealed class ContentTests
{
    // Built from halves: whole, they would be found in this very file.
    private const string Source = "https://" + "registry.example.org/left-pad";

    [Fact]
    public void ExactMoney_Checkout_BooksNoFloatingPoint() =>
        Found.Nothing(Checkout.CSharpFiles.SelectMany(ExactMoney.Violations));

    [Theory]
    [InlineData("namespace A.Ledger; public class C { public double Amount { get; } }")]
    [InlineData("namespace A.Ledger; public record C(double Amount);")]
    [InlineData("namespace A.Offerings; public class C { public void F(float share) { } }")]
    [InlineData("namespace A.Offerings; public class C { public System.Collections.Generic.List<double> F() => []; }")]
    [InlineData("namespace A.Ledger; public interface I { double F(); }")]
    public void ExactMoney_FloatingPointInPublicFace_IsFound(string text) =>
        Assert.Single(ExactMoney.Violations(new SourceFile("C.cs", text)));

    [Theory]
    [InlineData("namespace A.Pricing; public class C { public double Yield { get; } }")]
    [InlineData("namespace A.Ledger; public class C { private double _s; public long F() { double x; return 1; } }")]
    [InlineData("namespace A.Ledger; public class C { public long Amount { get; } }")]
    [InlineData("namespace A.Offerings; public record C(double? YieldMin);")]
    public void ExactMoney_ElsewhereOrInside_IsAllowed(string text) =>
        Assert.Empty(ExactMoney.Violations(new SourceFile("C.cs", text)));

    [Fact]
    public void ForbiddenWords_Checkout_HasNone() =>
        Found.Nothing(Checkout.TextFiles.SelectMany(ForbiddenWords.Violations));

    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("-- FIX" + "ME")]
    [InlineData("cat /wor" + "k/notes.txt")]
    [InlineData("\"resolved\": \"" + Source + "\"")]
    [InlineData("see issue " + "#12")]
    public void ForbiddenWords_Sample_IsFound(string line) =>
        Assert.StartsWith(
            "a.txt(2):",
            Assert.Single(ForbiddenWords.Violations(new SourceFile("a.txt", "fine\n" + line))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("The issue of 12 bonds is framework/work/flow.")]
    [InlineData("color: #123;")]
    [InlineData("https://nodejs.org and https://dot.net")]
    public void ForbiddenWords_OrdinaryText_IsAllowed(string line) =>
        Assert.Empty(ForbiddenWords.Violations(new SourceFile("a.txt", line)));

    [Fact]
    public void TopLevel_Checkout_HoldsWhatWasAgreed()
    {
        var entries = Directory.GetFileSystemEntries(Checkout.Root).Select(entry => Path.GetFileName(entry));

        Found.Nothing(Inventory.StrangersAtTopLevel(entries));
    }

    [Fact]
    public void TopLevel_Stranger_IsFound() =>
        Assert.Single(Inventory.StrangersAtTopLevel(["src", "LICENSE", "notes.txt"]));

    [Fact]
    public void Packages_Checkout_AreAllExplained()
    {
        Found.Nothing(Inventory.UnexplainedPackages(Checkout.Read("Directory.Packages.props"), Decisions()));
        Found.Nothing(Inventory.UnexplainedScripts(Checkout.Read("wwwroot-assets/package.json"), Decisions()));
        Found.Nothing(Inventory.UnexplainedScripts(Checkout.Read("src/contracts/package.json"), Decisions()));
    }

    [Fact]
    public void Packages_WithoutReason_AreFound()
    {
        const string props =
            "<Project><PackageVersion Include='Known' /><PackageVersion Include='Unknown.Core' /></Project>";
        const string json = """{ "devDependencies": { "known": "1.0.0", "unknown": "1.0.0" } }""";

        var package = Assert.Single(Inventory.UnexplainedPackages(props, "`Known` because"));
        var script = Assert.Single(Inventory.UnexplainedScripts(json, "`known` because"));

        Assert.StartsWith("Unknown.Core:", package, StringComparison.Ordinal);
        Assert.StartsWith("unknown:", script, StringComparison.Ordinal);
    }

    [Fact]
    public void Solution_Checkout_HoldsEveryProject() => Found.Nothing(Inventory.ProjectsOutsideSolution(
        Checkout.Read("CitizenBonds.sln"), Checkout.ProjectFiles.Select(file => file.Path)));

    [Fact]
    public void Solution_ProjectLeftOut_IsFound()
    {
        const string solution = "Project(\"{1}\") = \"A\", \"tests\\A\\A.csproj\", \"{2}\"";

        Assert.Equal(
            ["tests/B/B.csproj: missing from the solution"],
            Inventory.ProjectsOutsideSolution(solution, ["tests/A/A.csproj", "tests/B/B.csproj"]));
    }

    [Fact]
    public void ShellBlocks_Page_GivesItsCommandsOnly()
    {
        const string page = "Run this:\n```sh\n# first\n./run.sh\n\n./test.sh Domain\n```\nnot this\n"
            + "```json\n{ }\n```\n```sh\n./bench.sh\n```\n";

        Assert.Equal(["./run.sh", "./test.sh Domain", "./bench.sh"], ShellBlocks.Commands(page));
        Assert.Equal(
            ["README.md: no test runs `./bench.sh`"],
            ShellBlocks.Untested("README.md", page, ["./run.sh", "./test.sh Domain"]));
    }

    private static string Decisions()
    {
        const string folder = "infra/decisions/";
        var pages = Checkout.TextFiles.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal));
        return string.Join('\n', pages.Select(page => page.Text));
    }
}
