using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Buyback;

internal static class BuybackServices
{
    public static void AddBuyback(this IServiceCollection services)
    {
        services.AddSingleton<PlanBuyback>();
        services.AddSingleton<SimulateBuyback>();
        services.AddSingleton<SteerBuyback>();
        services.AddSingleton<DecideSlice>();
        services.AddSingleton<FinishSlice>();
        services.AddSingleton<AnnounceReverseAuction>();
        services.AddSingleton<OfferTokens>();
        services.AddSingleton<ClearReverseAuction>();
        services.AddSingleton<RunBuybacks>();
        services.AddSingleton<BuybackQueries>();
        services.AddSingleton<BuybackOfferQueries>();
    }
}
