using CitizenBonds.Application.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CitizenBonds.Application.Investors;

internal static class InvestorsServices
{
    public static void AddInvestors(this IServiceCollection services)
    {
        services.TryAddSingleton(new PortalRules());
        services.AddSingleton<MunicipalityQueries>();
        services.AddSingleton<NextStepQueries>();
        services.AddSingleton<OpenInvestor>();
        services.AddSingleton<RequestIdentityCheck>();
        services.AddSingleton<DecideIdentityCheck>();
        services.AddSingleton<TakeKnowledgeTest>();
        services.AddSingleton<DeclareNetAssets>();
        services.AddSingleton<NetAssetsQueries>();
        services.AddSingleton<SeeLossSimulation>();
        services.AddSingleton<IAccountClosureCheck, InvestorClosureCheck>();
    }
}
