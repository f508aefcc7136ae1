using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Identity;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using CitizenBonds.Web.Tests.Identity;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CitizenBonds.Web.Tests.Api;

/// <summary>
/// The host listening on a port of its own, with a test town's bond in continuous trading at 10,000 yen, and
/// institutions whose programs hold keys.
/// </summary>
public sealed class ApiStage(PortalDatabases databases) : IAsyncLifetime
{
    private readonly List<SampleClient> _clients = [];
    private PortalWorld _world = null!; // Made before every test, like the next ones.
    private MarketWorld _market = null!;
    private Task<SampleClient>? _sharedBuyer;
    private int _holders;

    internal PortalApp Portal { get; private set; } = null!;

    internal Uri Address { get; private set; } = null!;

    internal string Isin => _market.Issue.Row.Isin!; // An announced issue has one.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Portal = await PortalApp.StartAsync(databases, Token);
        Portal.UseKestrel(0);
        Portal.StartServer();
        Stand(Moments.Start);
        var addresses = Get<IServer>().Features.Get<IServerAddressesFeature>();
        Address = new UriBuilder(addresses!.Addresses.First()) { Host = "localhost" }.Uri; // Kestrel listens.
        _world = PortalWorld.Over(Portal.ConnectionString);
        _market = await MarketWorld.CreateAsync(_world, Token);
        Stand(MarketWorld.Ten);
    }

    internal void Stand(DateTimeOffset moment) => Get<PortalClock>().StandAt(moment);

    internal T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();

    /// <summary>An institution with that much cash and no tokens, and its program.</summary>
    internal async Task<SampleClient> NewBuyerAsync(
        long cashYen, ApiScopes scopes = ApiScopes.Read | ApiScopes.Trade, bool isChecked = true)
    {
        var trader = await _market.AddTraderAsync(cashYen, Token);
        if (!isChecked)
            await ExecuteAsync($"update portal.investors set identity_state = 0 where id = {trader.InvestorId}");
        return await ConnectAsync(trader.UserId, scopes);
    }

    /// <summary>With 1,000,000 yen, for tests that leave it nothing.</summary>
    internal Task<SampleClient> SharedBuyerAsync() => _sharedBuyer ??= NewBuyerAsync(1_000_000);

    /// <summary>One of ten institutions with 100 tokens, and its program.</summary>
    internal async Task<SampleClient> NewSellerAsync() =>
        await ConnectAsync(_market.Holders[_holders++].UserId, ApiScopes.Read | ApiScopes.Trade);

    internal async Task<SampleClient> ConnectAsync(Guid user, ApiScopes scopes)
    {
        await AddAccountAsync(user, $"{user:N}@fund.example");
        return Connect((await NewKeyAsync(user, scopes)).ToString());
    }

    internal SampleClient Connect(string key)
    {
        var client = new SampleClient(Address, key, TimeProvider.System);
        _clients.Add(client);
        return client;
    }

    internal async Task AddAccountAsync(Guid user, string email, PortalRole role = PortalRole.Institution)
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProvisionAccount>().RunAsync(
            new(user, email, "Test Fund", "en", PortalApp.Password, [role], null), Token);
    }

    internal async Task<ApiKeyText> NewKeyAsync(Guid user, ApiScopes scopes)
    {
        await using var scope = Portal.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<IdentityContext>().Users.FindAsync([user], Token);
        var made = await scope.ServiceProvider.GetRequiredService<ApiKeys>().CreateAsync(
            person!, Guid.NewGuid(), "program", scopes, PortalApp.Password, Token); // Just provisioned.
        return made.Text ?? throw new InvalidOperationException($"No key was made: {made.Refusal}.");
    }

    /// <summary>All an order could write, in one text: equal before and after one that is refused.</summary>
    internal Task<string> WrittenAsync() => ReadAsync<string>(
        """
        select concat_ws(' ', (select count(*) from portal.market_log where kind <> 3),
            (select count(*) from portal.market_orders), (select count(*) from portal.market_trades),
            (select count(*) from portal.transfers), (select count(*) from portal.market_inbox))
        """);

    internal async Task<T> ReadAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(Portal.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Token))!; // Asked for what is never null.
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Portal.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await _world.DisposeAsync();
        await Portal.DisposeAsync();
    }
}
