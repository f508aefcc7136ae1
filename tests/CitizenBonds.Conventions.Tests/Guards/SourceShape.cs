using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CitizenBonds.Conventions.Tests.Guards;

/// <summary>Lengths of files, lines and functions.</summary>
internal static class SourceShape
{
    public const int FileLinesMax = 400;
    public const int FunctionLinesMax = 70;
    public const int LineCharactersMax = 120;
    public const int RazorCodeLineCharactersMax = 150;
    public const int RazorCodeBlockLinesMax = 5;

    public static IEnumerable<string> LongFiles(SourceFile file)
    {
        var lines = Lines(file.Text).Length;
        if (lines > FileLinesMax) yield return $"{file.Path}: {lines} lines, at most {FileLinesMax}";
    }

    public static IEnumerable<string> LongLines(SourceFile file)
    {
        var most = file.Path.EndsWith(".razor.cs", StringComparison.Ordinal)
            ? RazorCodeLineCharactersMax
            : LineCharactersMax;
        return Lines(file.Text)
            .Select((line, index) => (Length: line.TrimEnd('\r').Length, Number: index + 1))
            .Where(line => line.Length > most)
            .Select(line => $"{file.Path}({line.Number}): {line.Length} characters, at most {most}");
    }

    public static IEnumerable<string> LongFunctions(SourceFile file) =>
        from node in CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
            or AnonymousFunctionExpressionSyntax
        let span = node.SyntaxTree.GetLineSpan(node.Span)
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > FunctionLinesMax
        let place = $"{file.Path}({span.StartLinePosition.Line + 1})"
        select $"{place}: {NameOf(node)} has {lines} lines, at most {FunctionLinesMax}";

    /// <summary>A page is markup; its code lives in a file of its own.</summary>
    public static IEnumerable<string> LongCodeBlocks(SourceFile file)
    {
        var lines = Lines(file.Text);
        for (var start = 0; start < lines.Length; start++)
        {
            if (!lines[start].TrimStart().StartsWith("@code", StringComparison.Ordinal)
                && !lines[start].TrimStart().StartsWith("@functions", StringComparison.Ordinal)) continue;
            var length = BlockLength(lines, start);
            if (length <= RazorCodeBlockLinesMax) continue;
            yield return $"{file.Path}({start + 1}): a code block of {length} lines, at most {RazorCodeBlockLinesMax}";
        }
    }

    private static int BlockLength(string[] lines, int start)
    {
        var depth = 0;
        var hasOpened = false;
        for (var line = start; line < lines.Length; line++)
        {
            depth += lines[line].Count(character => character == '{');
            depth -= lines[line].Count(character => character == '}');
            hasOpened |= lines[line].Contains('{', StringComparison.Ordinal);
            if (hasOpened && depth <= 0) return line - start + 1;
        }
        return lines.Length - start;
    }

    private static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    private static string NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => function.Kind().ToString(),
    };
}
