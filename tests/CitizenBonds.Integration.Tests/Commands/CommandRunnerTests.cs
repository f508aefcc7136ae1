using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Commands;

public sealed class CommandRunnerTests(PortalDatabases postgres) : IAsyncLifetime
{
    private PortalWorld _world = null!; // Set by InitializeAsync before any test.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private enum TestRefusal
    {
        No = 1,
    }

    public async ValueTask InitializeAsync() => _world = await PortalWorld.CreateAsync(postgres, Token);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task RunAsync_SameKeyTwice_AnswersTheSameAndWorksOnce()
    {
        var first = await RunAsync("key-0001", "input", AddAssetAsync);
        var second = await RunAsync("key-0001", "input", AddAssetAsync);

        Assert.False(((Outcome<Added>.Done)first).IsRepeat);
        Assert.True(((Outcome<Added>.Done)second).IsRepeat);
        Assert.Equal(first.ValueOrThrow, second.ValueOrThrow);
        Assert.Equal(1, await AssetsAsync());
    }

    [Fact]
    public async Task RunAsync_SameKeyOtherInput_IsRefused()
    {
        await RunAsync("key-0001", "input", AddAssetAsync);
        var other = await RunAsync("key-0001", "other input", AddAssetAsync);

        Assert.True(other.AsRefusal!.Is(CommandRefusal.KeyReusedWithOtherInput));
        Assert.Equal(1, await AssetsAsync());
    }

    [Fact]
    public async Task RunAsync_Refused_LeavesNothingAndTheKeyFree()
    {
        var refused = await RunAsync("key-0001", "input", async (portal, token) =>
        {
            await AddAssetAsync(portal, token);
            return Refusal.Of(TestRefusal.No);
        });
        Assert.Equal("Test.No", refused.AsRefusal!.Code);
        Assert.Equal(0, await AssetsAsync());

        var retried = await RunAsync("key-0001", "input", AddAssetAsync);

        Assert.Null(retried.AsRefusal);
        Assert.Equal(1, await AssetsAsync());
    }

    [Fact]
    public async Task RunAsync_SameKeyFromEightAtOnce_WorksOnce()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => RunAsync("key-0001", "input", AddAssetAsync)));

        Assert.Equal(1, await AssetsAsync());
        Assert.Single(outcomes, outcome => outcome is Outcome<Added>.Done { IsRepeat: false });
    }

    [Fact]
    public async Task RunAsync_ConnectionKilledInTheMiddle_LeavesNothingAndCanBeSentAgain()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => RunAsync("key-0001", "input", async (portal, token) =>
        {
            var added = await AddAssetAsync(portal, token);
            await KillBackendOfAsync(portal, token);
            return added;
        }));
        Assert.Equal(0, await AssetsAsync());

        await RunAsync("key-0001", "input", AddAssetAsync);

        Assert.Equal(1, await AssetsAsync());
    }

    [Fact]
    public async Task TryOutAsync_Always_ChangesNothing()
    {
        var outcome = await _world.Get<CommandRunner>()
            .TryOutAsync(new Command("Test", "key-0001", "input", null, Moments.Start), AddAssetAsync, Token);

        Assert.Null(outcome.AsRefusal);
        Assert.Equal(0, await AssetsAsync());
        Assert.Equal(0, await _world.CountAsync("commands", Token));
    }

    private Task<Outcome<Added>> RunAsync(
        string key, string input, Func<PortalContext, CancellationToken, Task<Outcome<Added>>> work) =>
        _world.Get<CommandRunner>().RunAsync(new Command("Test", key, input, null, Moments.Start), work, Token);

    private static async Task<Outcome<Added>> AddAssetAsync(PortalContext portal, CancellationToken cancellationToken)
    {
        var row = new AssetRow { Code = Guid.NewGuid().ToString("N") };
        portal.Add(row);
        await portal.SaveChangesAsync(cancellationToken);
        return new Added(row.Code);
    }

    private async Task KillBackendOfAsync(PortalContext portal, CancellationToken cancellationToken)
    {
        var backend = ((NpgsqlConnection)portal.Database.GetDbConnection()).ProcessID;
        await using var other = new NpgsqlConnection(_world.ConnectionString);
        await other.OpenAsync(cancellationToken);
        await using var kill = new NpgsqlCommand("select pg_terminate_backend($1)", other);
        kill.Parameters.Add(new NpgsqlParameter { Value = backend });
        await kill.ExecuteNonQueryAsync(cancellationToken);
    }

    private Task<long> AssetsAsync() => _world.CountAsync("assets where id >= 100", Token);

    private sealed record Added(string Code);
}
