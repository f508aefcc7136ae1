using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Portfolio;

internal static class PortfolioServices
{
    public static void AddPortfolio(this IServiceCollection services)
    {
        services.AddSingleton<PortfolioQueries>();
        services.AddSingleton<StatementQueries>();
        services.AddSingleton<MoneyQueries>();
        services.AddSingleton<NoticeQueries>();
        services.AddSingleton<ChooseLetters>();
    }
}
