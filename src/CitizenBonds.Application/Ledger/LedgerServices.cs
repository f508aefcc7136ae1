using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Ledger;

internal static class LedgerServices
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<SealBlock>();
        services.AddSingleton<AuditLedger>();
        services.AddSingleton<LedgerQueries>();
        services.AddSingleton<LedgerTree>();
        services.AddSingleton<LedgerProofs>();
        services.AddSingleton<LedgerExport>();
    }
}
