using System.Xml.Linq;

namespace CitizenBonds.Conventions.Tests.Guards;

/// <summary>
/// Each project of <c>src</c> uses only what stands to its right: Web, Chain, Application, Data, Domain.
/// </summary>
internal static class DependencyLine
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CitizenBonds.Web"] =
            ["CitizenBonds.Chain", "CitizenBonds.Application", "CitizenBonds.Data", "CitizenBonds.Domain"],
        ["CitizenBonds.Chain"] = ["CitizenBonds.Application", "CitizenBonds.Data", "CitizenBonds.Domain"],
        ["CitizenBonds.Application"] = ["CitizenBonds.Data", "CitizenBonds.Domain"],
        ["CitizenBonds.Data"] = ["CitizenBonds.Domain"],
        ["CitizenBonds.Domain"] = [],
        ["CitizenBonds.Verifier"] = ["CitizenBonds.Domain"],
    };

    public static IEnumerable<string> Violations(SourceFile project)
    {
        var name = NameOf(project.Path);
        if (!Allowed.TryGetValue(name, out var allowed))
        {
            yield return $"{project.Path}: the architecture knows no project {name}";
            yield break;
        }

        var elements = XDocument.Parse(project.Text).Descendants().ToList();
        foreach (var reference in elements.Where(element => element.Name.LocalName == "ProjectReference"))
        {
            var target = NameOf((string?)reference.Attribute("Include") ?? "");
            if (!allowed.Contains(target)) yield return $"{name} may not use {target}";
        }

        // An assembly named by its file would slip past the project references.
        foreach (var reference in elements.Where(element => element.Name.LocalName == "Reference"))
            yield return $"{name} names an assembly instead of a project or a package: {reference}";

        var packages = elements.Where(element => element.Name.LocalName == "PackageReference").ToList();
        if (name == "CitizenBonds.Domain" && packages.Count > 0)
            yield return "CitizenBonds.Domain may not use packages";
    }

    private static string NameOf(string path) =>
        path.Replace('\\', '/').Split('/')[^1].Replace(".csproj", "", StringComparison.Ordinal);
}
