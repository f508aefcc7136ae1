using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Portfolio;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Workers;

internal static class WorkersServices
{
    public static void AddWorkers(this IServiceCollection services)
    {
        services.AddSingleton<DueWork>();
        services.AddSingleton<MoveCalendar>();
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<DueWork>());
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<SealBlock>());
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<AuditLedger>());
        services.AddSingleton<IWorker, MailNotices>();
    }
}
