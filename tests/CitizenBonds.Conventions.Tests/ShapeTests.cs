using CitizenBonds.Conventions.Tests.Guards;
using Xunit;

namespace CitizenBonds.Conventions.Tests;

public sealed class ShapeTests
{
    private static readonly string[] WrittenFormats = [".cs", ".razor", ".css", ".sh", ".mjs", ".ts", ".sol"];

    [Fact]
    public void LongFiles_Checkout_HasNone() => Found.Nothing(WrittenFiles().SelectMany(SourceShape.LongFiles));

    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void LongFiles_AtTheLimit_CountsLines(int lines, int violations)
    {
        var file = new SourceFile("src/X.cs", string.Concat(Enumerable.Repeat("x\n", lines)));

        Assert.Equal(violations, SourceShape.LongFiles(file).Count());
    }

    [Fact]
    public void LongLines_Checkout_HasNone() =>
        Found.Nothing(Checkout.CSharpFiles.Concat(Checkout.RazorFiles).SelectMany(SourceShape.LongLines));

    [Theory]
    [InlineData("X.cs", 120, 0)]
    [InlineData("X.cs", 121, 1)]
    [InlineData("X.razor", 121, 1)]
    [InlineData("X.razor.cs", 150, 0)]
    [InlineData("X.razor.cs", 151, 1)]
    public void LongLines_AtTheLimit_CountsCharacters(string name, int characters, int violations)
    {
        var file = new SourceFile(name, "x\n" + new string('x', characters) + "\nx\n");

        Assert.Equal(violations, SourceShape.LongLines(file).Count());
    }

    [Fact]
    public void LongFunctions_Checkout_HasNone() =>
        Found.Nothing(Checkout.CSharpFiles.SelectMany(SourceShape.LongFunctions));

    [Theory]
    [InlineData("void F()", 67, 0)] // 67 statements, two braces and the head: 70 lines.
    [InlineData("void F()", 68, 1)]
    [InlineData("C()", 68, 1)]
    public void LongFunctions_AtTheLimit_CountsLines(string head, int statements, int violations)
    {
        var body = string.Concat(Enumerable.Repeat("    F();\n", statements));
        var file = new SourceFile("C.cs", $"class C\n{{\n{head}\n{{\n{body}}}\n}}\n");

        Assert.Equal(violations, SourceShape.LongFunctions(file).Count());
    }

    [Fact]
    public void LongFunctions_LongLambda_IsFound()
    {
        var body = string.Concat(Enumerable.Repeat("    F();\n", 70));

        Assert.Single(
            SourceShape.LongFunctions(new SourceFile("C.cs", $"class C\n{{\nAction F = () =>\n{{\n{body}}};\n}}\n")));
    }

    [Fact]
    public void LongCodeBlocks_Checkout_HasNone() =>
        Found.Nothing(Checkout.RazorFiles.SelectMany(SourceShape.LongCodeBlocks));

    [Theory]
    [InlineData(3, 0)] // Three lines and the two with braces.
    [InlineData(4, 1)]
    public void LongCodeBlocks_AtTheLimit_CountsLines(int lines, int violations)
    {
        var body = string.Concat(Enumerable.Repeat("    int x;\n", lines));

        Assert.Equal(violations, SourceShape.LongCodeBlocks(
            new SourceFile("X.razor", $"<p>x</p>\n@code {{\n{body}}}\n")).Count());
    }

    [Fact]
    public void TypesOfFile_Checkout_AreOnePerFile() =>
        Found.Nothing(Checkout.CSharpFiles.SelectMany(TypesOfFile.Violations));

    [Theory]
    [InlineData("src/Apple.cs", "public class Pear;")]
    [InlineData("src/Apple.cs", "public record Apple(Sour Taste); public enum Sour; public class Pear;")]
    [InlineData("src/Apple.cs", "public enum Colour { Red } public record Apple(Colour Colour); public class Pear;")]
    public void TypesOfFile_StrangersTogether_AreFound(string path, string text) =>
        Assert.Single(TypesOfFile.Violations(new SourceFile(path, text)));

    [Theory]
    [InlineData("src/Apple.cs", "public class Apple; internal class Pear;")]
    [InlineData("src/Apple.cs", "public class Apple { public class Core; }")]
    [InlineData("src/Apple.cs",
        "public abstract record Apple; public sealed record Sour : Apple; public sealed record Sweet : Apple;")]
    [InlineData("src/Outcome.cs", "public record Outcome; public record Outcome<T>(T Value);")]
    [InlineData("src/Writer.Payments.cs", "public partial class Writer;")]
    [InlineData("src/HomePage.razor.cs", "public partial class HomePage;")]
    [InlineData("src/Program.cs", "return 0;")]
    public void TypesOfFile_TypeOrFamily_IsAllowed(string path, string text) =>
        Assert.Empty(TypesOfFile.Violations(new SourceFile(path, text)));

    private static IEnumerable<SourceFile> WrittenFiles() =>
        Checkout.TextFiles.Where(file => WrittenFormats.Contains(Path.GetExtension(file.Path)));
}
