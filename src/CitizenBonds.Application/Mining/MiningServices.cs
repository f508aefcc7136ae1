using CitizenBonds.Application.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Mining;

internal static class MiningServices
{
    private static readonly TimeSpan NodeAnswersWithin = TimeSpan.FromSeconds(20);

    public static void AddMining(this IServiceCollection services)
    {
        services.TryAddSingleton(new MiningFeedSettings());
        services.AddSingleton<ReceiveHeaders>();
        services.AddSingleton<DecideMiningChain>();
        services.AddSingleton<PayMiningCoupon>();
        services.AddSingleton<MarkCouponShort>();
        services.AddSingleton<BookBitcoin>();
        services.AddSingleton<IssueMiningSeries>();
        services.AddSingleton<AnnounceCall>();
        services.AddSingleton<CallSteps>();
        services.AddSingleton<AcceptCall>();
        services.AddSingleton<RunMining>();
        services.AddSingleton<MiningQueries>();
        services.AddSingleton<OwnMiningQueries>();
        services.AddSingleton<HeaderDirectory>();
        services.AddSingleton(provider => new HeaderNode(
            provider.GetRequiredService<MiningFeedSettings>(),
            provider.GetRequiredService<IDbContextFactory<Data.PortalContext>>(),
            provider.GetRequiredService<ReceiveHeaders>(),
            new HttpClient { Timeout = NodeAnswersWithin },
            provider.GetRequiredService<ILogger<HeaderNode>>()));
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<HeaderDirectory>());
        services.AddSingleton<IWorker>(provider => provider.GetRequiredService<HeaderNode>());
    }
}
