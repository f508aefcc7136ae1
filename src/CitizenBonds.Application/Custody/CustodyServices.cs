using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Custody;

internal static class CustodyServices
{
    public static void AddCustody(this IServiceCollection services)
    {
        services.AddSingleton<AskForWallet>();
        services.AddSingleton<RegisterWallet>();
        services.AddSingleton<UnlinkWallet>();
        services.AddSingleton<WithdrawTokens>();
        services.AddSingleton<FinishWithdrawals>();
        services.AddSingleton<ReturnWithdrawal>();
        services.AddSingleton<BookFromWallet>();
        services.AddSingleton<AssignFromWallet>();
        services.AddSingleton<PayTransitCoupon>();
    }
}
