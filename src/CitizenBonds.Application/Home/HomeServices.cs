using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Home;

internal static class HomeServices
{
    public static void AddHome(this IServiceCollection services) => services.AddSingleton<HomeQueries>();
}
