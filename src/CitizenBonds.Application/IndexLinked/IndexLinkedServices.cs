using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.IndexLinked;

internal static class IndexLinkedServices
{
    public static void AddIndexLinked(this IServiceCollection services)
    {
        services.AddSingleton<ProposeIndexSeries>();
        services.AddSingleton<DecideIndexSeries>();
        services.AddSingleton<AnnounceOption>();
        services.AddSingleton<UseOption>();
        services.AddSingleton<IndexSeriesQueries>();
    }
}
