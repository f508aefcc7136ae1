using CitizenBonds.Application.Workers;
using CitizenBonds.Chain.Anchoring;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Custody;
using CitizenBonds.Chain.Following;
using CitizenBonds.Chain.Node;
using CitizenBonds.Chain.Outbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Chain;

/// <summary>Adds the chain when the settings name one.</summary>
public static class ChainServices
{
    public static IServiceCollection AddChain(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ChainQueries>();
        services.AddSingleton<CustodyQueries>();
        services.AddSingleton<ReconciliationQueries>();
        services.AddScoped<LinkWallet>();
        return configuration.GetSection("Chain").Get<ChainSettings>() is { } settings
            ? services.AddChain(settings.Checked())
            : services;
    }

    public static IServiceCollection AddChain(this IServiceCollection services, ChainSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<IChainNode>(_ => new JsonRpcNode(
            new HttpClient { BaseAddress = settings.Url, Timeout = ChainSettings.AnswerWithin },
            settings.QuestionsMax));
        services.AddSingleton<Incidents>();
        services.AddSingleton<ChainOutbox>();
        services.AddSingleton<DeployedContracts>();
        services.AddSingleton<AnchorContract>();
        services.AddSingleton<AnchorLedger>();
        services.AddSingleton<CustodyContracts>();
        services.AddSingleton<DeploySeries>();
        services.AddSingleton<MirrorSeries>();
        services.AddSingleton<SendToWallets>();
        services.AddSingleton<SettleWithdrawals>();
        services.AddSingleton<TakeFromWallets>();
        services.AddSingleton<Pauses>();
        services.AddSingleton<SeriesRoles>();
        services.AddSingleton<PayOnChain>();
        services.AddSingleton<RepeatPayments>();
        services.AddSingleton<Reconcile>();
        services.AddSingleton<Custodian>();
        services.AddSingleton<WalletSignature>();
        services.AddSingleton<TakenTransactions>();
        services.AddSingleton<Follower>();
        services.AddSingleton<SignerAccounts>();
        services.AddSingleton<Signing>();
        services.AddSingleton<Sender>();
        services.AddSingleton<ChainWorker>();
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<ChainWorker>());
        return services;
    }
}
