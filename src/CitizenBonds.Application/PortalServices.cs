using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Custody;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.FairPrice;
using CitizenBonds.Application.Home;
using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Issuers;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Mining;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Operations;
using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Data.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace CitizenBonds.Application;

/// <summary>What every feature stands on. Each feature adds itself in one line.</summary>
public static class PortalServices
{
    private const int StatementsPreparedMax = 200;

    public static IServiceCollection AddPortal(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(NpgsqlDataSource.Create(WithPreparedStatements(connectionString)));
        services.AddPooledDbContextFactory<PortalContext>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton(provider => new PortalClock(
            TimeProvider.System, provider.GetRequiredService<IDbContextFactory<PortalContext>>()));
        services.TryAddSingleton<PortalReadiness>();
        services.AddDemo(connectionString);
        services.AddSingleton<CommandRunner>();
        services.AddSingleton<Leases>();
        services.AddDisclosure();
        services.AddFairPrice();
        services.AddHome();
        services.AddBanking();
        services.AddBuyback();
        services.AddInvestors();
        services.AddCredit();
        services.AddCustody();
        services.AddIndexLinked();
        services.AddIssuers();
        services.AddLedger();
        services.AddMarket();
        services.AddMining();
        services.AddMiningBonds();
        services.AddOfferings();
        services.AddOperations();
        services.AddPayments();
        services.AddPortfolio();
        services.AddPricing();
        services.AddWorkers();
        return services;
    }

    /// <remarks>
    /// Planning a query costs several times what running it does: each connection keeps the plans of what it is asked
    /// again and again, unless the operator's own connection string says how many.
    /// </remarks>
    private static string WithPreparedStatements(string connectionString)
    {
        var isSaid = connectionString.Contains("Prepare", StringComparison.OrdinalIgnoreCase);
        return isSaid
            ? connectionString
            : new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = StatementsPreparedMax }
                .ConnectionString;
    }
}
