using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Market;

/// <summary>
/// The market's clockwork on every machine: steps of trading days, commands of other machines, series of dead ones.
/// </summary>
public sealed class MarketHost(
    MarketEngine engine, PortalClock clock, PortalReadiness readiness, ILogger<MarketHost> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WhenReadyAsync(stoppingToken);
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await engine.RunDueAsync(clock.GetUtcNow(), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database is away for a moment: the next round tries again.
                log.LogWarning(failure, "The market could not be looked after");
            }
        }
    }
}
