using CitizenBonds.Application;
using CitizenBonds.Application.Ledger;
using CitizenBonds.Chain;
using CitizenBonds.Chain.Anchoring;
using CitizenBonds.Chain.Custody;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Integration.Tests.Chain;

/// <summary>A ledger, a real node, and the worker between them over a wire that may fail.</summary>
internal sealed class ChainScene : IAsyncDisposable
{
    private ServiceProvider _services;

    private ChainScene(PortalWorld world, AnvilNode node)
    {
        World = world;
        Node = node;
        Wire = new FaultyWire(seed: 2026, faultsPercent: 0);
        Settings = new ChainSettings
        {
            Url = node.Url,
            ChainId = AnvilNode.ChainId,
            Sender = AnvilNode.Sender,
            Artifacts = AnvilNode.Artifacts,
            ConfirmationsMin = 4,
            AnchorEveryBlocks = 2,
            ReconcileEveryBlocks = 1,
        };
        _services = Build();
    }

    public PortalWorld World { get; }

    public AnvilNode Node { get; }

    public FaultyWire Wire { get; }

    public ChainSettings Settings { get; private set; }

    public ChainQueries Queries => Get<ChainQueries>();

    /// <summary>A service of the process that is running now.</summary>
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public AnchorContract Anchor => _services.GetRequiredService<AnchorContract>();

    /// <summary>The portal's time.</summary>
    public DateTimeOffset Now { get; set; } = Moments.Start;

    public static ChainScene Over(PortalWorld world, AnvilNode node) => new(world, node);

    public static async Task<ChainScene> CreateAsync(PortalDatabases postgres, CancellationToken cancellationToken) =>
        new(await PortalWorld.CreateAsync(postgres, cancellationToken), await AnvilNode.StartAsync(cancellationToken));

    /// <summary>Another process takes over: nothing of the first is left but the database.</summary>
    public async Task RestartAsync(ChainSettings? settings = null)
    {
        await _services.DisposeAsync();
        Settings = settings ?? Settings;
        _services = Build();
    }

    /// <summary>A deposit for a new investor, sealed.</summary>
    public async Task GrowAsync(long investor, CancellationToken cancellationToken)
    {
        await World.OpenAccountAsync(AccountPlan.InvestorCash(investor), 1_000, cancellationToken);
        await World.Get<SealBlock>().RunAsync(Moments.Start, cancellationToken);
    }

    /// <summary>So many times: a block is made, and the worker looks.</summary>
    public async Task PassAsync(int blocks, CancellationToken cancellationToken)
    {
        for (var i = 0; i < blocks; i++)
        {
            await LookAsync(cancellationToken);
            await Node.MineAsync(1, cancellationToken);
        }

        await LookAsync(cancellationToken);
    }

    public async Task LookAsync(CancellationToken cancellationToken) =>
        await _services.GetRequiredService<ChainWorker>().RunAsync(Now, cancellationToken);

    public async Task<List<ChainTransactionRow>> TransactionsAsync(CancellationToken cancellationToken)
    {
        await using var portal = await World.OpenAsync(cancellationToken);
        return await portal.ChainTransactions.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
    }

    public async Task<List<ChainIncidentKind>> IncidentsAsync(CancellationToken cancellationToken)
    {
        await using var portal = await World.OpenAsync(cancellationToken);
        return await portal.ChainIncidents.Where(row => row.ResolvedAt == null)
            .Select(row => row.Kind).ToListAsync(cancellationToken);
    }

    public async Task<LedgerBlock> NewestBlockAsync(CancellationToken cancellationToken)
    {
        await using var portal = await World.OpenAsync(cancellationToken);
        return BlockStore.ToBlock((await BlockStore.LastAsync(portal, cancellationToken))!); // Callers sealed one.
    }

    /// <summary>What the contract itself keeps.</summary>
    public async Task<AnchoredHead> OnChainAsync(CancellationToken cancellationToken)
    {
        await using var portal = await World.OpenAsync(cancellationToken);
        var address = await portal.ChainContracts.Where(row => row.Name == AnchorContract.ContractName)
            .Select(row => row.Address).SingleAsync(cancellationToken);
        return await Anchor.LatestAsync(address, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Node.DisposeAsync();
        await World.DisposeAsync();
        Wire.Dispose();
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddPortal(World.ConnectionString);
        services.AddSingleton<ChainQueries>();
        services.AddSingleton<ReconciliationQueries>();
        services.AddSingleton<CustodyQueries>();
        services.AddChain(Settings);
        services.AddSingleton<IChainNode>(new JsonRpcNode(new HttpClient(Wire, disposeHandler: false)
        {
            BaseAddress = Settings.Url,
            Timeout = ChainSettings.AnswerWithin,
        }, Settings.QuestionsMax));
        return services.BuildServiceProvider();
    }
}
