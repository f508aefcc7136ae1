using System.Globalization;

namespace CitizenBonds.Data.Embedded;

/// <summary>A folder with <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> of one version.</summary>
internal sealed record PostgresBinaries(string Folder, int MajorVersion)
{
    public const string FolderVariable = "CITIZENBONDS_PG_BIN";

    private const string DebianFolder = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Folder, "initdb");
    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <param name="majorWanted">The version that wrote the data folder; null when it is still to be created.</param>
    public static async Task<PostgresBinaries> FindAsync(
        string searchFrom, int? majorWanted, CancellationToken cancellationToken)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in CandidateFolders(searchFrom).Where(IsComplete))
        {
            var binaries = new PostgresBinaries(folder, await MajorVersionOfAsync(folder, cancellationToken));
            if (majorWanted is null || binaries.MajorVersion == majorWanted) return binaries;
            found.Add(binaries);
        }

        if (found.Count == 0)
        {
            throw new EmbeddedPostgresException(
                "No PostgreSQL was found: run infra/run.sh once, install Debian's package postgresql, " +
                $"or name a folder with initdb, pg_ctl and postgres in {FolderVariable}.");
        }

        var versions = string.Join(", ", found.Select(binaries => $"{binaries.MajorVersion} in {binaries.Folder}"));
        throw new EmbeddedPostgresException(
            $"The data folder was written by PostgreSQL {majorWanted}, but only {versions} was found.");
    }

    private static IEnumerable<string> CandidateFolders(string searchFrom)
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named) yield return named;
        for (var folder = new DirectoryInfo(searchFrom); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, ".tools", "postgres", "bin");
        if (!Directory.Exists(DebianFolder)) yield break;
        var newestFirst = Directory.GetDirectories(DebianFolder)
            .OrderByDescending(folder => double.TryParse(
                Path.GetFileName(folder), NumberStyles.Number, CultureInfo.InvariantCulture, out var version)
                    ? version
                    : 0);
        foreach (var folder in newestFirst) yield return Path.Combine(folder, "bin");
    }

    private static bool IsComplete(string folder) =>
        new[] { "initdb", "pg_ctl", "postgres" }.All(program => File.Exists(Path.Combine(folder, program)));

    private static async Task<int> MajorVersionOfAsync(string folder, CancellationToken cancellationToken)
    {
        // Prints "postgres (PostgreSQL) 18.4", or on Debian "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)".
        var text = await ServerCommand.RunOrThrowAsync(
            [Path.Combine(folder, "postgres"), "--version"], $"run the PostgreSQL in {folder}", cancellationToken);
        var digits = text.Split(' ').ElementAtOrDefault(2)?.TakeWhile(char.IsAsciiDigit).ToArray() ?? [];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : throw new EmbeddedPostgresException($"The PostgreSQL in {folder} reports no version: {text}");
    }
}
