using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Workers;

/// <summary>
/// Keeps this node's clock at the offset in the database, so that all nodes of a demonstration agree.
/// </summary>
public sealed class ClockKeeper(PortalClock clock, PortalReadiness readiness, ILogger<ClockKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WhenReadyAsync(stoppingToken);
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await clock.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database is away for a moment: the old offset stays right.
                log.LogWarning(failure, "The portal's clock could not be read");
            }
        }
    }
}
