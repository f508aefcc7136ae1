using CitizenBonds.Testing.Market;
using CitizenBonds.Testing.Postgres;
using Dapper;
using Npgsql;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

/// <summary>
/// A tenth of the proof that infra/prove.sh market is: a trading portal killed without warning again and again. The
/// process that is killed trades and does nothing else, so that a round takes about a second.
/// </summary>
public sealed class MarketKillTests(PortalDatabases postgres)
{
    private const int Kills = 20;
    private const int Series = 3;
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_TwentyTimesUnderLoad_LosesAndDoublesNothing()
    {
        await using var database = await postgres.CreateDatabaseAsync(Token);
        await using (var connection = new NpgsqlConnection(database.ConnectionString))
            await connection.ExecuteAsync(OrderWorld.Sql(Series));
        var random = new Random(1);
        var acknowledged = new List<(string Key, long Sequence)>();
        var next = Start(database, 1);
        for (var kill = 1; kill <= Kills; kill++)
        {
            using var node = next;
            await node.TradeAsync();
            next = Start(database, kill + 1); // Gets ready while this one trades.
            await Task.Delay(random.Next(1, 200), Token);
            acknowledged.AddRange(node.Kill());
        }

        next.Dispose();
        Assert.InRange(acknowledged.Count, Kills, int.MaxValue);
        Assert.Equal(acknowledged.Count, await MarketEvidence.CountAsync(database.ConnectionString, acknowledged));
        Assert.Empty(await MarketEvidence.FindFaultsAsync(database.ConnectionString, Token));
    }

    private static MarketProcess Start(TestDatabase database, int number) =>
        MarketProcess.Start(database.ConnectionString, $"k{number}", Series, Silence);
}
