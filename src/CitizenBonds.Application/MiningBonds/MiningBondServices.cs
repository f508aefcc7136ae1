using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.MiningBonds;

internal static class MiningBondServices
{
    public static void AddMiningBonds(this IServiceCollection services)
    {
        services.AddSingleton<IssueMiningBond>();
        services.AddSingleton<RecordTechnicalScore>();
        services.AddSingleton<MiningBondQueries>();
    }
}
