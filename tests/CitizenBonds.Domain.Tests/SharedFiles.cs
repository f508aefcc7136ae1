namespace CitizenBonds.Domain.Tests;

/// <summary>Finds the large third-party files that are kept beside the repository, not in it.</summary>
internal static class SharedFiles
{
    private const int LevelsMax = 12;

    /// <summary>
    /// The full path of <paramref name="relativePath"/>; the calling test is skipped by name when it is absent.
    /// </summary>
    public static string Find(string relativePath)
    {
        var path = FindOrNull(relativePath);
        if (path is null) Assert.Skip($"{relativePath} is not beside the repository (set CITIZENBONDS_SHARED)");
        return path;
    }

    public static string? FindOrNull(string relativePath)
    {
        if (Environment.GetEnvironmentVariable("CITIZENBONDS_SHARED") is { Length: > 0 } root)
            return Existing(Path.Combine(root, relativePath));
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        for (var level = 0; level < LevelsMax && folder is not null; level++, folder = folder.Parent)
            if (Existing(Path.Combine(folder.FullName, "shared", relativePath)) is { } found) return found;
        return null;
    }

    private static string? Existing(string path) => File.Exists(path) || Directory.Exists(path) ? path : null;
}
