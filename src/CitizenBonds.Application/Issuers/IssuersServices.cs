using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Issuers;

internal static class IssuersServices
{
    public static void AddIssuers(this IServiceCollection services)
    {
        services.AddSingleton<IssuerQueries>();
        services.AddSingleton<IssuerPageQueries>();
    }
}
