using CitizenBonds.Application;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Workers;

namespace CitizenBonds.Web.Startup;

internal static class WorkerStartup
{
    public static void AddPortalWorkers(this IServiceCollection services, bool isDemo)
    {
        services.AddHostedService<ClockKeeper>();
        services.AddHostedService<WorkerHost>();
        services.AddHostedService<MarketHost>();
        if (!isDemo) return;
        services.AddSingleton(PortalRules.Demonstration);
        services.AddHostedService<DemoWorldHost>();
    }
}
