using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Payments;

internal static class PaymentsServices
{
    public static void AddPayments(this IServiceCollection services)
    {
        services.AddSingleton<StartPayment>();
        services.AddSingleton<PayHolders>();
        services.AddSingleton<PaySteps>();
        services.AddSingleton<FinishPayment>();
        services.AddSingleton<MarkDefault>();
        services.AddSingleton<MarkIndexMissing>();
        services.AddSingleton<RunPayments>();
    }
}
