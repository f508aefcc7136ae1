using CitizenBonds.Data.Embedded;
using Npgsql;

namespace CitizenBonds.Web.Startup;

/// <summary>
/// Looks every second whether the embedded database still runs, and starts it again when it does not: a portal that
/// outlives its database would refuse everybody until a person comes.
/// </summary>
public sealed class DatabaseKeeper(
    PortalDatabase database, NpgsqlDataSource connections, TimeProvider time, ILogger<DatabaseKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await ReviveAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops, and with it this watch.
        }
    }

    private async Task ReviveAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Idle connections lead to the dead server; each would fail once.
            if (await database.ReviveAsync(stoppingToken)) connections.Clear();
        }
        catch (EmbeddedPostgresException failed)
        {
            logger.LogError(failed, "The embedded PostgreSQL did not start; the next attempt follows at once");
        }
    }
}
