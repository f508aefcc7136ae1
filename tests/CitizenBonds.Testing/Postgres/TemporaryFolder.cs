using System.Globalization;

namespace CitizenBonds.Testing.Postgres;

/// <summary>
/// A folder for one test run that is gone afterwards; what a killed run left behind is swept by the next.
/// </summary>
public sealed class TemporaryFolder : IAsyncDisposable
{
    private const string Prefix = "citizenbonds-";

    private static int _count;

    public TemporaryFolder(string purpose)
    {
        SweepFoldersOfDeadRuns();
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{Environment.ProcessId}-{Interlocked.Increment(ref _count)}-{purpose}");
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), name);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static void SweepFoldersOfDeadRuns()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var folder in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*-*-*"))
        {
            var id = System.IO.Path.GetFileName(folder)[Prefix.Length..].Split('-')[0];
            if (Directory.Exists($"/proc/{id}")) continue;
            try
            {
                // A server left running in it ends by itself when it finds its lock file gone, within a minute.
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception othersFolder) when (othersFolder is IOException or UnauthorizedAccessException)
            {
                // Belongs to another user of this machine, or its server is just writing: left for a later sweep.
            }
        }
    }
}
