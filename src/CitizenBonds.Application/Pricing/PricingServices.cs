using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.TryAddSingleton<IReadOnlyList<HttpFeed>>([]);
        services.TryAddKeyedSingleton(RealTime.Key, TimeProvider.System);
        services.AddSingleton<FetchFeeds>();
        services.AddSingleton<DecideQuarantine>();
        services.AddSingleton<FeedQueries>();
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<PriceSeries>());
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<FetchFeeds>());
    }
}
