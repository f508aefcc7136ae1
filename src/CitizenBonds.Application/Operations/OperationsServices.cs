using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Operations;

internal static class OperationsServices
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<CalendarQueries>();
        services.AddSingleton<IdentityCheckQueries>();
        services.AddSingleton<IssuerMoneyQueries>();
        services.AddScoped<ConsoleQueries>();
        services.AddScoped<MovementQueries>();
        services.AddScoped<PeopleQueries>();
        services.AddScoped<RecordQueries>();
    }
}
