using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Demo;

/// <summary>Builds the demonstration once, while visitors see how far it is, and then opens the portal.</summary>
public sealed class DemoWorldHost(
    DemoDatabase database,
    PortalReadiness readiness,
    PortalRules rules,
    PortalClock clock,
    IDataProtectionProvider protection,
    ILoggerFactory logging,
    ILogger<DemoWorldHost> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await BuildAsync(stoppingToken);
            await clock.RefreshAsync(stoppingToken);
            readiness.SetReady();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogCritical(failure, "The demonstration could not be built");
            readiness.Report(
                "The demonstration could not be built; the log says why. Remove the data folder to try again.", 0, 1);
        }
    }

    /// <summary>In a portal of its own, whose connections are of another kind.</summary>
    private async Task BuildAsync(CancellationToken cancellationToken)
    {
        var services = new ServiceCollection();
        services.AddSingleton(logging);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(protection);
        services.AddSingleton(readiness);
        services.AddSingleton(rules);
        services.AddPortal(database.WithoutWaiting);
        services.AddIdentityFeature();
        await using var portal = services.BuildServiceProvider();
        await portal.GetRequiredService<DemoWorld>().EnsureBuiltAsync(cancellationToken);
    }
}
