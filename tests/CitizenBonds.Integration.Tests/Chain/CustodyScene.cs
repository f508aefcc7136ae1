using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Custody;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Payments;
using CitizenBonds.Chain;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Custody;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Time;
using CitizenBonds.Integration.Tests.Identity;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CitizenBonds.Integration.Tests.Chain;

/// <summary>
/// A settled bond of 1,000 tokens on a real node whose clock the portal moves: aoi holds 100 of them and has a wallet,
/// somebody else the rest. Whenever blocks pass, ledger and chain are compared to the token.
/// </summary>
internal sealed class CustodyScene : IAsyncDisposable
{
    public const string Domain = "portal.example";
    public const long Tokens = 1_000;
    public const long TokensOfAoi = 100;
    private const int BlocksToMirrorMax = 40;

    private readonly IdentityWorld _people;
    private readonly TemporaryFolder _folder;

    private CustodyScene(IdentityWorld people, TemporaryFolder folder, ChainScene chain, AnnouncedIssue issue)
    {
        _people = people;
        _folder = folder;
        Chain = chain;
        Issue = issue;
    }

    /// <summary>The second and third of the accounts whose keys the node holds, in small letters.</summary>
    public static IReadOnlyList<string> Wallets { get; } =
        ["0x70997970c51812dc3a010c7d01b50e0d17dc79c8", "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"];

    public ChainScene Chain { get; }

    public AnnouncedIssue Issue { get; }

    public Citizen Aoi { get; private set; } = null!; // Set by CreateAsync, as the next one.

    public long OtherInvestor { get; private set; }

    public string Isin => Issue.Row.Isin!; // The announced issue has one.

    public PortalWorld World => Chain.World;

    private static ContractArtifact Bond { get; } = ContractArtifact.Load(AnvilNode.Artifacts, "BondToken");

    /// <param name="isMirrored">Whether the series has its contract when the test begins.</param>
    /// <param name="hasRolesApart">Whether each role of the contract has an account of its own.</param>
    public static async Task<CustodyScene> CreateAsync(
        PortalDatabases postgres, CancellationToken cancellationToken, bool isMirrored = true,
        bool hasRolesApart = false)
    {
        var people = await IdentityWorld.CreateAsync(postgres, cancellationToken);
        var folder = new TemporaryFolder("chain");
        var world = PortalWorld.Over(people.ConnectionString);
        await using (var portal = await world.OpenAsync(cancellationToken))
            await PortalSecrets.EnsureAsync(portal, [1, 2, 3], cancellationToken);
        var issue = await AnnouncedIssue.CreateAsync(world, Tokens, cancellationToken);
        var node = await AnvilNode.StartAsync(
            cancellationToken, issue.SettlesAt, Path.Combine(folder.Path, "state.json"));
        var chain = ChainScene.Over(world, node);
        chain.Now = issue.SettlesAt;
        var settings = chain.Settings with { MovesTime = true, AnchorEveryBlocks = 1_000 };
        await chain.RestartAsync(hasRolesApart ? AnvilNode.WithRolesApart(settings) : settings);
        var scene = new CustodyScene(people, folder, chain, issue);
        await scene.SettleAsync(cancellationToken);
        if (isMirrored) await scene.MirrorAsync(cancellationToken);
        return scene;
    }

    public async Task MirrorAsync(CancellationToken cancellationToken)
    {
        for (var block = 0; block < BlocksToMirrorMax; block++)
        {
            await PassAsync(1, cancellationToken);
            await using var portal = await World.OpenAsync(cancellationToken);
            if (await portal.ChainSeries.AnyAsync(row => row.MirroredAt != null, cancellationToken)) return;
        }

        var open = string.Join(", ", await Chain.IncidentsAsync(cancellationToken));
        Assert.Fail($"The series was not mirrored in time; open: {open}.");
    }

    /// <summary>So many blocks; after each the public page says that ledger and chain agree to the unit.</summary>
    public async Task PassAsync(int blocks, CancellationToken cancellationToken)
    {
        for (var block = 0; block < blocks; block++)
        {
            await Chain.PassAsync(1, cancellationToken);
            var page = await Chain.Get<ReconciliationQueries>().FindAsync(cancellationToken);
            foreach (var books in page!.Lines.Select(line => line.Books).OfType<ReconciliationRow>()) // It met a chain.
                Assert.Equal((0L, 0L), (books.OutsideDifference, books.SupplyDifference));
        }
    }

    public async Task<ReconciliationRow> BooksAsync(CancellationToken cancellationToken)
    {
        await using var portal = await World.OpenAsync(cancellationToken);
        return await portal.Reconciliations.AsNoTracking().SingleAsync(cancellationToken);
    }

    public Task<WalletView> ViewAsync(CancellationToken cancellationToken) =>
        Chain.Get<CustodyQueries>().FindAsync(Aoi.UserId, Chain.Now, cancellationToken);

    /// <summary>A message for aoi's wallet, as the page shows it.</summary>
    public async Task<Outcome<string>> AskAsync(string address, CancellationToken cancellationToken)
    {
        await using var scope = _people.NewScope();
        return await Linking(scope).AskAsync(
            address, Domain, $"https://{Domain}/wallet", Citizens.Key(), Aoi.UserId, Chain.Now, cancellationToken);
    }

    public async Task<Outcome<RegisteredWallet>> AnswerAsync(
        string message, string signature, CancellationToken cancellationToken,
        string password = IdentityWorld.GoodPassword, Guid? person = null)
    {
        await using var scope = _people.NewScope();
        return await Linking(scope).AnswerAsync(
            message, signature, password, Domain, Citizens.Key(), person ?? Aoi.UserId, Chain.Now, cancellationToken);
    }

    /// <summary>As a wallet signs a text.</summary>
    public async Task<string> SignAsync(string text, string wallet, CancellationToken cancellationToken) =>
        (string)(await Chain.Node.AskAsync(
            "personal_sign", cancellationToken, Hex.Of(Encoding.UTF8.GetBytes(text)), wallet))!;

    public async Task LinkAsync(CancellationToken cancellationToken, string? wallet = null)
    {
        wallet ??= Wallets[0];
        var message = (await AskAsync(wallet, cancellationToken)).ValueOrThrow;
        var signature = await SignAsync(message, wallet, cancellationToken);
        _ = (await AnswerAsync(message, signature, cancellationToken)).ValueOrThrow;
    }

    public Task<Outcome<WithdrawnTokens>> WithdrawAsync(
        long tokens, CancellationToken cancellationToken, string? address = null, string? key = null,
        Guid? person = null) =>
        World.Get<WithdrawTokens>().ExecuteAsync(
            new(Isin, tokens, address ?? Wallets[0]), key ?? Citizens.Key(), person ?? Aoi.UserId, Chain.Now,
            cancellationToken);

    /// <summary>From a wallet, as its owner does it with any wallet program.</summary>
    public async Task SendAsync(
        string contract, string from, string to, long amount, CancellationToken cancellationToken)
    {
        var address = await AddressAsync(contract, cancellationToken);
        await Chain.Node.AskAsync("eth_sendTransaction", cancellationToken, new JsonObject
        {
            ["from"] = from, ["to"] = address, ["gas"] = "0x30d40",
            ["data"] = Hex.Of(Bond.Call("transfer", to, amount)),
        });
    }

    /// <summary>What an account holds, as the contract itself says.</summary>
    public async Task<long> HeldAsync(string contract, string account, CancellationToken cancellationToken)
    {
        var call = new JsonObject
        {
            ["to"] = await AddressAsync(contract, cancellationToken),
            ["data"] = Hex.Of(Bond.Call("balanceOf", account)),
        };
        var answer = (string)(await Chain.Node.AskAsync("eth_call", cancellationToken, call, "latest"))!;
        return (long)(BigInteger)Bond.Answer("balanceOf", Hex.ToBytes(answer))[0];
    }

    public string BondName => string.Create(CultureInfo.InvariantCulture, $"bond {Issue.Row.Id}");

    public async Task<string> AddressAsync(string contract, CancellationToken cancellationToken)
    {
        await using var portal = await World.OpenAsync(cancellationToken);
        return await portal.ChainContracts.Where(row => row.Name == contract)
            .Select(row => row.Address).SingleAsync(cancellationToken);
    }

    /// <summary>Time moves on, and what falls due on the ledger is paid.</summary>
    public async Task PayUntilAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Chain.Now = now;
        await World.Get<RunPayments>().RunDueAsync(now, cancellationToken);
    }

    /// <summary>Tokens of aoi in the ledger.</summary>
    public Task<long> TokensAsync(CancellationToken cancellationToken) =>
        World.BalanceAsync(Issue.TokensOf(Aoi.InvestorId), cancellationToken);

    public Task<long> CashAsync(CancellationToken cancellationToken) =>
        World.BalanceAsync(Aoi.Cash, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Chain.DisposeAsync();
        await _people.DisposeAsync();
        await _folder.DisposeAsync();
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var investor = await Issue.AddApplicationAsync(TokensOfAoi, cancellationToken);
        OtherInvestor = await Issue.AddApplicationAsync(Tokens - TokensOfAoi, cancellationToken);
        var user = await _people.AddCitizenAsync("aoi@town.example", cancellationToken);
        await using var portal = await World.OpenAsync(cancellationToken);
        await portal.Investors.Where(row => row.Id == investor)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UserId, user), cancellationToken);
        Aoi = new Citizen(user, investor);
        _ = (await World.Get<SettleSale>().ExecuteAsync(Issue.Row.Id, Issue.SettlesAt, cancellationToken)).ValueOrThrow;
        // Enough for both coupons of 100,000 yen and the principal of 10,000,000.
        await World.OpenAccountAsync(Issue.IssuerCash, 10_200_000, cancellationToken);
    }

    private LinkWallet Linking(AsyncServiceScope scope) => new(
        [Chain.Get<WalletSignature>()],
        [Chain.Settings],
        Chain.Get<AskForWallet>(),
        Chain.Get<RegisterWallet>(),
        new ConfirmPassword(scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>()),
        Chain.Get<IDbContextFactory<PortalContext>>());
}
