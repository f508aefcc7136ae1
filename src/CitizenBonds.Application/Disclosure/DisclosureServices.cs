using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Disclosure;

internal static class DisclosureServices
{
    public static void AddDisclosure(this IServiceCollection services)
    {
        services.AddSingleton<FilingQueries>();
        services.AddSingleton<DutyQueries>();
        services.AddSingleton<ReportProceeds>();
        services.AddSingleton<FileEventNotice>();
        services.AddSingleton<EventNoticeQueries>();
    }
}
