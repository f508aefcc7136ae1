using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Demo;

/// <summary>Builds the demonstration once, while visitors see how far it is, and then opens the portal.</summary>
public sealed class DemoWorldHost(DemoWorld world, PortalReadiness readiness, ILogger<DemoWorldHost> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await world.EnsureBuiltAsync(stoppingToken);
            readiness.SetReady();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogCritical(failure, "The demonstration could not be built");
            readiness.Report(
                "The demonstration could not be built; the log says why. Remove the data folder to try again.", 0, 1);
        }
    }
}
