using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CitizenBonds.Conventions.Tests.Guards;

/// <summary>
/// What is owed or booked is never binary floating point: not in the public face of the features that book.
/// </summary>
internal static class ExactMoney
{
    private static readonly string[] BookingFeatures = ["Ledger", "Offerings", "Payments", "Banking"];

    public static IEnumerable<string> Violations(SourceFile file)
    {
        var root = CSharpSyntaxTree.ParseText(file.Text).GetRoot();
        var space = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString()
            ?? "";
        if (!space.Split('.').Any(BookingFeatures.Contains)) return [];
        return
            from type in root.DescendantNodes().OfType<PredefinedTypeSyntax>()
            where type.Keyword.IsKind(SyntaxKind.DoubleKeyword) || type.Keyword.IsKind(SyntaxKind.FloatKeyword)
            let member = type.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault()
            where member is not null && IsPublicFace(member, type) && !IsYield(type)
            let line = type.GetLocation().GetLineSpan().StartLinePosition.Line + 1
            select $"{file.Path}({line}): {type.Keyword.Text} in the public face of {space}";
    }

    // A yield is a figure of analysis that nobody is owed; it says so by its name or by that of its type.
    private static bool IsYield(SyntaxNode type) => type.Ancestors()
        .Select(ancestor => ancestor switch
        {
            ParameterSyntax parameter => parameter.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            BaseTypeDeclarationSyntax owner => owner.Identifier.Text,
            _ => "",
        })
        .Any(name => name.Contains("Yield", StringComparison.OrdinalIgnoreCase));

    private static bool IsPublicFace(MemberDeclarationSyntax member, SyntaxNode type) =>
        (member.Modifiers.Any(SyntaxKind.PublicKeyword) || member.Parent is InterfaceDeclarationSyntax)
        && !type.Ancestors().TakeWhile(ancestor => ancestor != member)
            .Any(ancestor => ancestor is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax
                or AccessorListSyntax);
}
