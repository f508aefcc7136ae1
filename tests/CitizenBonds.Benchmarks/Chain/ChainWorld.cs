using System.Globalization;
using CitizenBonds.Application;
using CitizenBonds.Application.Custody;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Chain;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Custody;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CitizenBonds.Benchmarks.Chain;

/// <summary>A settled bond on a node of its own, and holders who have linked a wallet each.</summary>
internal sealed class ChainWorld : IAsyncDisposable
{
    private const int Lanes = 4;

    private readonly TemporaryFolder _folder;
    private readonly EmbeddedPostgres _server;
    private readonly PortalWorld _portal;
    private readonly ServiceProvider _services;
    private readonly List<Guid> _people = [];
    private AnnouncedIssue _issue = null!; // Set by CreateAsync.

    private ChainWorld(
        TemporaryFolder folder, EmbeddedPostgres server, PortalWorld portal, AnvilNode node, int faultsPercent)
    {
        _folder = folder;
        _server = server;
        _portal = portal;
        Node = node;
        Wire = new FaultyWire(seed: 2026, faultsPercent);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddPortal(server.ConnectionString);
        services.AddChain(new ChainSettings
        {
            Url = node.Url,
            ChainId = AnvilNode.ChainId,
            Sender = AnvilNode.Sender,
            Artifacts = AnvilNode.Artifacts,
            ConfirmationsMin = 4,
            AnchorEveryBlocks = 1_000_000,
            MovesTime = true,
        });
        if (faultsPercent > 0)
        {
            services.AddSingleton<IChainNode>(new JsonRpcNode(
                new HttpClient(Wire, disposeHandler: false) { BaseAddress = node.Url }));
        }

        _services = services.BuildServiceProvider();
    }

    public AnvilNode Node { get; }

    public FaultyWire Wire { get; }

    /// <summary>The portal's time.</summary>
    public DateTimeOffset Now { get; set; }

    public long IssueId => _issue.Row.Id;

    public IReadOnlyList<string> Wallets { get; private set; } = [];

    public ContractArtifact Bond { get; } = ContractArtifact.Load(AnvilNode.Artifacts, "BondToken");

    /// <param name="years">To maturity; two coupons a year.</param>
    /// <param name="faultsPercent">Of its questions so many are lost, as many answers, as many come twice.</param>
    public static async Task<ChainWorld> CreateAsync(int wallets, long tokens, int years = 1, int faultsPercent = 0)
    {
        var folder = new TemporaryFolder("chain-bench");
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder.Path, SearchFrom = RepositoryRoot.Path },
            NullLogger.Instance,
            CancellationToken.None);
        await PortalMigrations.MigrateAsync(server.ConnectionString, CancellationToken.None);
        var portal = PortalWorld.Over(server.ConnectionString);
        await using (var context = await portal.OpenAsync(default))
            await PortalSecrets.EnsureAsync(context, [1, 2, 3], default);
        var issue = await AnnouncedIssue.CreateAsync(portal, tokens, default);
        await using (var context = await portal.OpenAsync(default))
        {
            var matures = issue.Row.IssueDate.AddYears(years);
            await context.Issues.ExecuteUpdateAsync(set => set.SetProperty(row => row.MaturityDate, matures));
        }

        var state = Path.Combine(folder.Path, "state.json");
        var node = await AnvilNode.StartAsync(
            default, issue.SettlesAt, state, "--block-time", "1", "--gas-limit", "60000000", "--auto-impersonate");
        var world = new ChainWorld(folder, server, portal, node, faultsPercent)
        {
            _issue = issue, Now = issue.SettlesAt,
        };
        await world.FillAsync(wallets, tokens);
        return world;
    }

    public JsonRpcNode NewNode() => new(new HttpClient { BaseAddress = Node.Url });

    public async Task<string> BondAsync()
    {
        await using var portal = await _portal.OpenAsync(default);
        var name = string.Create(CultureInfo.InvariantCulture, $"bond {_issue.Row.Id}");
        return await portal.ChainContracts.Where(row => row.Name == name).Select(row => row.Address).SingleAsync();
    }

    /// <summary>Everybody takes a token out, so many times, through the use case.</summary>
    public async Task WithdrawAsync(int times)
    {
        var withdraw = Get<WithdrawTokens>();
        await Parallel.ForEachAsync(
            _people.Index(), new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (one, token) =>
            {
                var command = new WithdrawTokensCommand(_issue.Row.Isin!, 1, Wallets[one.Index]);
                for (var i = 0; i < times; i++)
                {
                    var outcome = await withdraw.ExecuteAsync(
                        command, Citizens.Key(), one.Item, Now, token);
                    _ = outcome.ValueOrThrow;
                }
            });
    }

    /// <summary>The worker runs until every token on its way has its receipt.</summary>
    public async Task SettleAsync()
    {
        while (!await IsSettledAsync()) await LookAsync();
    }

    /// <summary>The worker looks once.</summary>
    public Task<int> LookAsync() => Get<ChainWorker>().RunAsync(Now, default);

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<PortalContext> OpenAsync() => _portal.OpenAsync(default);

    public Task<IReadOnlyList<string>> AuditAsync() => _portal.AuditAsync(default);

    /// <summary>What coupons and principal are paid from.</summary>
    public Task FundIssuerAsync(long yen) => _portal.OpenAccountAsync(_issue.IssuerCash, yen, default);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Node.DisposeAsync();
        Wire.Dispose();
        await _portal.DisposeAsync();
        await _server.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private async Task FillAsync(int wallets, long tokens)
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, wallets), new ParallelOptions { MaxDegreeOfParallelism = Lanes },
            async (_, token) => await _issue.AddApplicationAsync(tokens / wallets, token));
        _ = (await _portal.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, default)).ValueOrThrow;
        Wallets = [.. Enumerable.Range(0, wallets).Select(
            i => Hex.Of(Keccak256.Hash(BitConverter.GetBytes(i)).AsSpan(12)))];
        await using var portal = await _portal.OpenAsync(default);
        var investors = await portal.Investors.OrderBy(row => row.Id).ToListAsync();
        portal.Wallets.AddRange(investors.Index().Select(one => new WalletRow
        {
            UserId = one.Item.UserId, InvestorId = one.Item.Id, Address = Wallets[one.Index],
            LinkedAt = _issue.SettlesAt,
        }));
        await portal.SaveChangesAsync();
        _people.AddRange(investors.Select(row => row.UserId));
        while (!await portal.ChainSeries.AnyAsync(row => row.MirroredAt != null)) await LookAsync();
    }

    private async Task<bool> IsSettledAsync()
    {
        await using var portal = await _portal.OpenAsync(default);
        return !await portal.CustodyMovements.AnyAsync(
            row => row.State == CustodyMovementState.OnItsWay && !portal.ChainTransactions.Any(
                sent => sent.Id == row.TransactionId
                    && (sent.State == ChainTransactionState.Mined || sent.State == ChainTransactionState.Confirmed)));
    }
}
