using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Credit;

internal static class CreditServices
{
    public static void AddCredit(this IServiceCollection services)
    {
        services.AddSingleton<CreditStandingQueries>();
        services.AddSingleton<ImportIndicators>();
        services.AddSingleton<PublishPolicy>();
        services.AddSingleton<PolicyQueries>();
    }
}
