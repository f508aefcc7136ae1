using CitizenBonds.Testing;

namespace CitizenBonds.Conventions.Tests;

/// <summary>The files of the checkout that people wrote; what tools produced is left out.</summary>
internal static class Checkout
{
    private static readonly string[] ProducedFolders =
    [
        ".git", ".vs", ".idea", ".data", ".tools", "bin", "obj", "node_modules", "TestResults",
        "BenchmarkDotNet.Artifacts", "wwwroot",
    ];

    private static readonly string[] BinaryEndings = [".png", ".jpg", ".ico", ".woff2", ".gz", ".br", ".pdf", ".zip"];

    public static string Root => RepositoryRoot.Path;

    /// <summary>Every written text file with its path from the root, in a fixed order.</summary>
    public static IReadOnlyList<SourceFile> TextFiles { get; } =
        [.. Walk(Root)
            .Where(path => !BinaryEndings.Contains(Path.GetExtension(path)))
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path)))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];

    public static IEnumerable<SourceFile> CSharpFiles => FilesEndingIn(".cs");

    public static IEnumerable<SourceFile> RazorFiles => FilesEndingIn(".razor");

    public static IEnumerable<SourceFile> ProjectFiles => FilesEndingIn(".csproj");

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<SourceFile> FilesEndingIn(string ending) =>
        TextFiles.Where(file => file.Path.EndsWith(ending, StringComparison.Ordinal));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder)
            .Where(file => Path.GetFileName(file) != ".git") // A linked checkout has a file of this name.
            .Concat(
            Directory.EnumerateDirectories(folder)
                .Where(inner => !ProducedFolders.Contains(Path.GetFileName(inner)))
                .SelectMany(Walk));
}
