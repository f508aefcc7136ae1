using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis;

namespace CitizenBonds.Conventions.Tests.Guards;

/// <summary>
/// One public type per file, which carries its name. Several only as a closed family: each of them names, or is named
/// by, another of the file.
/// </summary>
internal static class TypesOfFile
{
    public static IEnumerable<string> Violations(SourceFile file)
    {
        // LedgerWriter.Payments.cs is a part of LedgerWriter, HomePage.razor.cs of HomePage.
        var fileName = file.Path.Split('/')[^1].Split('.')[0];
        var types = CSharpSyntaxTree.ParseText(file.Text).GetRoot().DescendantNodes()
            .OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
                && member.Parent is not TypeDeclarationSyntax
                && member.Modifiers.Any(SyntaxKind.PublicKeyword))
            .ToList();
        if (types.Count == 0) yield break;

        var names = types.Select(NameOf).ToList();
        if (!names.Contains(fileName))
            yield return $"{file.Path}: holds {string.Join(", ", names)}, so its name should be {names[0]}.cs";

        for (var index = 0; types.Count > 1 && index < types.Count; index++)
        {
            var name = names[index];
            var mentioned = Identifiers(types[index]);
            var isOfFamily = types.Where(other => other != types[index])
                .Any(other =>
                    NameOf(other) == name || mentioned.Contains(NameOf(other)) || Identifiers(other).Contains(name));
            if (!isOfFamily) yield return $"{file.Path}: {name} has nothing to do with the other types of the file";
        }
    }

    private static HashSet<string> Identifiers(MemberDeclarationSyntax type) =>
        type.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.Text)
            .ToHashSet();

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.Text,
        DelegateDeclarationSyntax named => named.Identifier.Text,
        _ => "",
    };
}
