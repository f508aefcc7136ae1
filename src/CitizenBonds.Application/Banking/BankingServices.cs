using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Banking;

internal static class BankingServices
{
    public static void AddBanking(this IServiceCollection services)
    {
        services.AddSingleton<RequestDeposit>();
        services.AddSingleton<BookDeposit>();
        services.AddSingleton<RequestWithdrawal>();
        services.AddSingleton<ApproveBankMovement>();
        services.AddSingleton<RefuseBankMovement>();
        services.AddSingleton<BookBankLine>();
        services.AddSingleton<AssignBankLine>();
        services.AddSingleton<ReturnBankLine>();
        services.AddScoped<BankLineQueries>(); // Names of people are read per request.
        services.AddSingleton<PayoutVault>();
        services.AddSingleton<RegisterPayoutAccount>();
        services.AddSingleton<PayoutAccountQueries>();
        services.AddScoped<ChangePayoutAccount>();
    }
}
