using CitizenBonds.Application.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Pricing;

internal static class PricingServices
{
    public static void AddPricing(this IServiceCollection services)
    {
        services.AddSingleton<CurveHistory>();
        services.AddSingleton<PriceSeries>();
        services.AddSingleton<PricingQueries>();
        services.AddSingleton<PricingReport>();
        services.AddSingleton<ReceiveFeed>();
        services.AddSingleton<DecideQuarantine>();
        services.AddSingleton<FeedQueries>();
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<PriceSeries>());
    }
}
