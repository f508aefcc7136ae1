using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CitizenBonds.Data.Embedded;

/// <summary>
/// Finds the processes of the server of one data folder by the cluster name, which PostgreSQL shows in every
/// command line: a process id alone may by now belong to somebody else.
/// </summary>
internal sealed class ServerProcesses
{
    // postmaster.pid: process id, folder, start time, port, and more that is not needed here.
    private const int PidLine = 0;
    private const int PortLine = 3;

    private readonly string _pidFile;

    public ServerProcesses(string serverFolder)
    {
        _pidFile = Path.Combine(serverFolder, "postmaster.pid");
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(serverFolder)));
        ClusterName = "citizenbonds-" + Convert.ToHexStringLower(digest.AsSpan(0, 8));
    }

    public string ClusterName { get; }

    /// <returns>The port of the running server, or null when the postmaster is not there.</returns>
    public int? RunningPort() =>
        ReadPidFile() is { } lines
            && CommandLineOf($"/proc/{Number(lines, PidLine)}").Contains(ClusterName, StringComparison.Ordinal)
            && Number(lines, PortLine) is > 0 and var port
            ? port
            : null;

    /// <summary>
    /// The postmaster and its children; also children whose postmaster was killed and who are about to end.
    /// </summary>
    public IReadOnlyList<int> All()
    {
        var processes = new List<int>();
        if (!OperatingSystem.IsLinux()) return processes;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                continue;
            if (CommandLineOf(folder).Contains(ClusterName, StringComparison.Ordinal)) processes.Add(id);
        }
        return processes;
    }

    /// <summary>
    /// Removes a process id file whose id by now belongs to a stranger: PostgreSQL would take the stranger for a
    /// server of its own. Every other stale file it clears by itself, with checks of its own, so it is left alone.
    /// </summary>
    public void RemovePidFileOfStranger()
    {
        if (!OperatingSystem.IsLinux() || ReadPidFile() is not { } lines) return;
        var commandLine = CommandLineOf($"/proc/{Number(lines, PidLine)}");
        if (commandLine.Length > 0 && !commandLine.Contains("postgres", StringComparison.Ordinal))
            File.Delete(_pidFile);
    }

    private string[]? ReadPidFile()
    {
        try
        {
            return File.ReadAllLines(_pidFile);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static int Number(string[] lines, int line) =>
        line < lines.Length
            && int.TryParse(lines[line], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : -1;

    private static string CommandLineOf(string processFolder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(processFolder, "cmdline"));
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
