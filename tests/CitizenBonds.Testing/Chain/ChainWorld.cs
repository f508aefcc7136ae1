using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
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
using CitizenBonds.Domain.Custody;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Testing.Chain;

/// <summary>
/// A settled bond on a node of its own, holders who have linked a wallet each, and the portal's worker between the two;
/// every role of the contract with an account of its own.
/// </summary>
public sealed class ChainWorld : IAsyncDisposable
{
    private const int LanesMax = 4;
    private static readonly TimeSpan BlockLook = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder _folder;
    private readonly PortalWorld _portal;
    private readonly ServiceProvider _services;
    private readonly bool _minesItself;
    private readonly List<Guid> _people = [];
    private readonly AnnouncedIssue _issue;

    private ChainWorld(
        TemporaryFolder folder, PortalWorld portal, AnnouncedIssue issue, AnvilNode node, ChainWorldPlan plan)
    {
        _folder = folder;
        _portal = portal;
        _issue = issue;
        _minesItself = plan.MinesItself;
        Now = issue.SettlesAt;
        Node = node;
        Wire = new FaultyWire(seed: 2026, plan.FaultsPercent);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddPortal(portal.ConnectionString);
        services.AddSingleton<ReconciliationQueries>();
        services.AddChain(AnvilNode.WithRolesApart(new ChainSettings
        {
            Url = node.Url,
            ChainId = AnvilNode.ChainId,
            Sender = AnvilNode.Sender,
            Artifacts = AnvilNode.Artifacts,
            ConfirmationsMin = 4,
            AnchorEveryBlocks = 1_000_000,
            MovesTime = true,
        }));
        services.AddSingleton<IChainNode>(new JsonRpcNode(
            new HttpClient(Wire, disposeHandler: false) { BaseAddress = node.Url }));
        _services = services.BuildServiceProvider();
    }

    public AnvilNode Node { get; }

    public FaultyWire Wire { get; }

    /// <summary>The portal's time.</summary>
    public DateTimeOffset Now { get; set; }

    public IReadOnlyList<string> Wallets { get; private set; } = [];

    public ContractArtifact Bond { get; } = ContractArtifact.Load(AnvilNode.Artifacts, "BondToken");

    /// <param name="portal">An empty portal; the world disposes of it.</param>
    public static async Task<ChainWorld> CreateAsync(
        PortalWorld portal, ChainWorldPlan plan, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder("chain-world");
        var issue = await AnnouncedIssue.CreateAsync(portal, plan.Tokens, cancellationToken);
        await using (var context = await portal.OpenAsync(cancellationToken))
        {
            var matures = issue.Row.IssueDate.AddYears(plan.Years);
            await context.Issues.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.MaturityDate, matures), cancellationToken);
        }

        string[] blocks = plan.MinesItself ? ["--block-time", "1"] : [];
        var node = await AnvilNode.StartAsync(
            cancellationToken, issue.SettlesAt, Path.Combine(folder.Path, "state.json"),
            [.. blocks, "--gas-limit", "60000000", "--auto-impersonate"]);
        var world = new ChainWorld(folder, portal, issue, node, plan);
        await world.FillAsync(plan, cancellationToken);
        return world;
    }

    public JsonRpcNode NewNode() => new(new HttpClient { BaseAddress = Node.Url });

    public async Task<string> BondAsync(CancellationToken cancellationToken)
    {
        await using var portal = await OpenAsync(cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"{ChainContractRow.BondPrefix}{_issue.Row.Id}");
        return await portal.ChainContracts.Where(row => row.Name == name).Select(row => row.Address)
            .SingleAsync(cancellationToken);
    }

    /// <summary>Everybody takes a token out, so many times, through the use case.</summary>
    public async Task WithdrawAsync(int times, CancellationToken cancellationToken)
    {
        var withdraw = Get<WithdrawTokens>();
        await Parallel.ForEachAsync(
            _people.Index(), Lanes(cancellationToken), async (one, token) =>
            {
                var command = new WithdrawTokensCommand(_issue.Row.Isin!, 1, Wallets[one.Index]); // It has one.
                for (var i = 0; i < times; i++)
                {
                    var outcome = await withdraw.ExecuteAsync(command, Citizens.Key(), one.Item, Now, token);
                    _ = outcome.ValueOrThrow;
                }
            });
    }

    /// <summary>The worker runs until every token on its way has its receipt.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (!await IsSettledAsync(cancellationToken)) await LookAsync(cancellationToken);
    }

    /// <summary>The worker looks once; where the node does not do it by itself, a block is made.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await Get<ChainWorker>().RunAsync(Now, cancellationToken);
        if (!_minesItself) await Node.MineAsync(1, cancellationToken);
    }

    /// <summary>A block, without the portal looking.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        if (!_minesItself)
        {
            await Node.MineAsync(1, cancellationToken);
            return;
        }

        var node = NewNode();
        var before = (await node.BlockAsync(null, cancellationToken))!.Number; // Every chain has a newest block.
        while ((await node.BlockAsync(null, cancellationToken))!.Number == before)
            await Task.Delay(BlockLook, cancellationToken);
    }

    /// <summary>A number the bond's contract tells.</summary>
    public async Task<long> ReadAsync(string bond, string function, CancellationToken cancellationToken)
    {
        var answer = await NewNode().CallAsync(bond, Bond.Call(function), cancellationToken);
        return (long)(BigInteger)Bond.Answer(function, answer)[0];
    }

    /// <summary>Anybody calls a contract, as wallets do: what it refuses it refuses.</summary>
    public async Task CallAsync(string from, string to, byte[] content, CancellationToken cancellationToken)
    {
        await Node.AskAsync("anvil_setBalance", cancellationToken, from, "0xde0b6b3a7640000");
        await Node.AskAsync("eth_sendTransaction", cancellationToken, new JsonObject
        {
            ["from"] = from, ["to"] = to, ["gas"] = "0x30d40", ["data"] = Hex.Of(content),
        });
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<PortalContext> OpenAsync(CancellationToken cancellationToken) => _portal.OpenAsync(cancellationToken);

    public Task<IReadOnlyList<string>> AuditAsync(CancellationToken cancellationToken) =>
        _portal.AuditAsync(cancellationToken);

    /// <summary>What coupons and principal are paid from.</summary>
    public Task FundIssuerAsync(long yen, CancellationToken cancellationToken) =>
        _portal.OpenAccountAsync(_issue.IssuerCash, yen, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Node.DisposeAsync();
        Wire.Dispose();
        await _portal.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private static ParallelOptions Lanes(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = LanesMax, CancellationToken = cancellationToken };

    private async Task FillAsync(ChainWorldPlan plan, CancellationToken cancellationToken)
    {
        await _issue.AddApplicationsAsync(plan.Wallets, plan.Tokens / plan.Wallets, cancellationToken);
        _ = (await _portal.Get<SettleSale>().ExecuteAsync(_issue.Row.Id, _issue.SettlesAt, cancellationToken))
            .ValueOrThrow;
        Wallets = [.. Enumerable.Range(0, plan.Wallets).Select(
            i => Hex.Of(Keccak256.Hash(BitConverter.GetBytes(i)).AsSpan(12)))];
        await using var portal = await OpenAsync(cancellationToken);
        var investors = await portal.Investors.OrderBy(row => row.Id).ToListAsync(cancellationToken);
        portal.Wallets.AddRange(investors.Index().Select(one => new WalletRow
        {
            UserId = one.Item.UserId, InvestorId = one.Item.Id, Address = Wallets[one.Index],
            LinkedAt = _issue.SettlesAt,
        }));
        await portal.SaveChangesAsync(cancellationToken);
        _people.AddRange(investors.Select(row => row.UserId));
        while (!await portal.ChainSeries.AnyAsync(row => row.MirroredAt != null, cancellationToken))
            await LookAsync(cancellationToken);
    }

    private async Task<bool> IsSettledAsync(CancellationToken cancellationToken)
    {
        await using var portal = await OpenAsync(cancellationToken);
        return !await portal.CustodyMovements.AnyAsync(
            row => row.State == CustodyMovementState.OnItsWay && !portal.ChainTransactions.Any(
                sent => sent.Id == row.TransactionId
                    && (sent.State == ChainTransactionState.Mined || sent.State == ChainTransactionState.Confirmed)),
            cancellationToken);
    }
}
