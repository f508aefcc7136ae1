using CitizenBonds.Application.Workers;
using CitizenBonds.Domain.Ledger;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Mining;

/// <summary>
/// Watches a directory for files of headers. A file is named by its content, so the same content is taken in once; what
/// is refused stays where it is and is named in the log, once.
/// </summary>
public sealed class HeaderDirectory(
    MiningFeedSettings settings, ReceiveHeaders receive, ILogger<HeaderDirectory> log) : IWorker
{
    private const int FilesPerRoundMax = 50;
    private readonly HashSet<(string Name, long Length, DateTime WrittenAt)> _seen = [];

    public string Name => "header-directory";

    public TimeSpan Pause => TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (settings.Directory is not { } directory || !Directory.Exists(directory)) return 0;
        var done = 0;
        var files = new DirectoryInfo(directory).GetFiles("*.csv").OrderBy(file => file.Name, StringComparer.Ordinal);
        foreach (var file in files.Take(FilesPerRoundMax))
        {
            if (!_seen.Add((file.Name, file.Length, file.LastWriteTimeUtc))) continue;
            if (await TakeAsync(file, now, cancellationToken)) done++;
        }

        return done;
    }

    private async Task<bool> TakeAsync(FileInfo file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        var (branch, unreadable) = HeaderFile.Read(System.Text.Encoding.UTF8.GetString(bytes));
        var refusal = unreadable;
        if (branch is not null)
        {
            var outcome = await receive.ExecuteAsync(
                branch, file.Name, $"headers-file-{Hash256.Of(bytes)}", actor: null, now, cancellationToken);
            refusal = outcome.AsRefusal;
        }

        if (refusal is null) return true;
        log.LogWarning("The headers of {File} are refused: {Code}", file.Name, refusal.Code);
        return false;
    }
}
