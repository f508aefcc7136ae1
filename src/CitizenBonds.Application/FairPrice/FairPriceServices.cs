using CitizenBonds.Application.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.FairPrice;

internal static class FairPriceServices
{
    public static void AddFairPrice(this IServiceCollection services)
    {
        services.AddSingleton<PublishWindowPrice>();
        services.AddSingleton<RegisterMiner>();
        services.AddSingleton<OpenBallot>();
        services.AddSingleton<CastVote>();
        services.AddSingleton<CountBallots>();
        services.AddSingleton<DealAtWindow>();
        services.AddSingleton<WindowQueries>();
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<CountBallots>());
    }
}
