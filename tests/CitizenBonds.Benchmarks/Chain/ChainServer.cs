using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Data.Time;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.Extensions.Logging.Abstractions;

namespace CitizenBonds.Benchmarks.Chain;

/// <summary>A world on a database server of its own.</summary>
internal sealed class ChainServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly EmbeddedPostgres _server;

    private ChainServer(TemporaryFolder folder, EmbeddedPostgres server, ChainWorld world)
    {
        _folder = folder;
        _server = server;
        World = world;
    }

    public ChainWorld World { get; }

    public static async Task<ChainServer> StartAsync(ChainWorldPlan plan)
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
        return new ChainServer(folder, server, await ChainWorld.CreateAsync(portal, plan, default));
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await _server.DisposeAsync();
        await _folder.DisposeAsync();
    }
}
