using CitizenBonds.Application.Workers;
using CitizenBonds.Data.Market;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CitizenBonds.Application.Market;

internal static class MarketServices
{
    public static void AddMarket(this IServiceCollection services)
    {
        services.TryAddSingleton(MarketRules.Default);
        services.AddSingleton<MarketLeases>();
        services.AddSingleton<MarketInbox>();
        services.AddSingleton<MarketEngine>();
        services.AddSingleton<PlaceOrder>();
        services.AddSingleton<CancelOrder>();
        services.AddSingleton<CancelAllOrders>();
        services.AddSingleton<HaltSeries>();
        services.AddSingleton<ResumeSeries>();
        services.AddSingleton<OrderBookQueries>();
        services.AddSingleton<OwnOrderQueries>();
        services.AddSingleton<PublishedDays>();
        services.AddSingleton<OrderTicketQueries>();
        services.AddSingleton<OrderDrafts>();
        services.AddSingleton<TradedBonds>();
        services.AddSingleton<SeriesCodes>();
        services.AddSingleton<FinishMarketDays>();
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<FinishMarketDays>());
        services.AddSingleton<AppointMarketMaker>();
        services.AddSingleton<ReleaseMarketMaker>();
        services.AddSingleton<MarketMakerQueries>();
        services.AddSingleton<SurveillanceQueries>();
        services.AddSingleton<MarketPulse>();
        services.AddHostedService(provider => provider.GetRequiredService<MarketPulse>());
    }
}
