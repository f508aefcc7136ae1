using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Demo;

internal static class DemoServices
{
    public static void AddDemo(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(new DemoDatabase(connectionString));
        services.AddSingleton<DemoPeople>();
        services.AddSingleton<DemoSales>();
        services.AddSingleton<DemoInstitutions>();
        services.AddSingleton<DemoMarket>();
        services.AddSingleton<DemoWindow>();
        services.AddSingleton<DemoMiningBond>();
        services.AddSingleton<DemoMining>();
        services.AddSingleton<DemoIndexBond>();
        services.AddSingleton<DemoWorld>();
    }
}
