using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Data.Embedded;

namespace CitizenBonds.Testing.Market;

/// <summary>Ends a PostgreSQL without warning, and has it started again as the portal does.</summary>
public static class DatabaseKill
{
    private const int AttemptsMax = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <param name="dataFolder">The folder the server was started with.</param>
    public static async Task ExecuteAsync(
        EmbeddedPostgres server, string dataFolder, CancellationToken cancellationToken)
    {
        var id = File.ReadLines(Path.Combine(dataFolder, "pg", "postmaster.pid")).First();
        using (var postmaster = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))
        {
            postmaster.Kill(entireProcessTree: true);
            await postmaster.WaitForExitAsync(cancellationToken);
        }

        for (var attempt = 1; !await server.ReviveAsync(cancellationToken); attempt++)
        {
            if (attempt == AttemptsMax) throw new InvalidOperationException("The server was not started again.");
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
