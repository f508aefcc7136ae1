using System.Xml.Linq;

namespace CitizenBonds.Conventions.Tests.Guards;

/// <summary>What is there is what was agreed: the top level, the packages, the projects of the solution.</summary>
internal static class Inventory
{
    private static readonly string[] TopLevel =
    [
        "CitizenBonds.sln", "README.md", "LICENSE", "src", "tests", "wwwroot-assets", "infra",
        "Directory.Build.props", "Directory.Packages.props", "global.json",
        ".git", ".gitignore", ".gitattributes", ".editorconfig", ".ci",
        ".data", ".tools", ".vs", ".idea", "TestResults", "BenchmarkDotNet.Artifacts",
    ];

    public static IEnumerable<string> StrangersAtTopLevel(IEnumerable<string> entries) =>
        entries.Except(TopLevel).Select(entry => $"{entry}: the top level holds only what the architecture lists");

    /// <summary>Every package has its reason written down.</summary>
    public static IEnumerable<string> UnexplainedPackages(string packagesProps, string decisions) =>
        XDocument.Parse(packagesProps).Descendants("PackageVersion")
            .Select(package => (string?)package.Attribute("Include") ?? "")
            .Where(package => !decisions.Contains($"`{package}`", StringComparison.Ordinal))
            .Select(package => $"{package}: no page in infra/decisions gives its reason");

    public static IEnumerable<string> UnexplainedScripts(string packageJson, string decisions)
    {
        using var json = System.Text.Json.JsonDocument.Parse(packageJson);
        return new[] { "dependencies", "devDependencies", "optionalDependencies" }
            .Where(group => json.RootElement.TryGetProperty(group, out _))
            .SelectMany(group => json.RootElement.GetProperty(group).EnumerateObject())
            .Where(package => !decisions.Contains($"`{package.Name}`", StringComparison.Ordinal))
            .Select(package => $"{package.Name}: no page in infra/decisions gives its reason")
            .ToList();
    }

    /// <summary>A project outside the solution would be built and tested by nobody.</summary>
    public static IEnumerable<string> ProjectsOutsideSolution(string solution, IEnumerable<string> projects) =>
        projects.Where(project => !solution.Replace('\\', '/').Contains($"\"{project}\"", StringComparison.Ordinal))
            .Select(project => $"{project}: missing from the solution");
}
