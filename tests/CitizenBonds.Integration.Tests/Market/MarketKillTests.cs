using CitizenBonds.Application.Market;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Market;
using CitizenBonds.Testing.Postgres;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
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
    private const int DatabaseKills = 2;

    /// <summary>Answers of the killed writer that were still on their way are not proof of another.</summary>
    private const int MoreThanWasUnderWay = 500;
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    /// <summary>Every series, after a kill of its writer or of the database.</summary>
    private static readonly TimeSpan GoesOnWithin = TimeSpan.FromSeconds(10);

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

    /// <summary>On a durable server of its own; then the portal is killed too, and another takes over.</summary>
    [Fact]
    public async Task Kill_OfTheDatabaseAndThenOfTheWriter_LosesNothingAndTheOtherGoesOn()
    {
        await using var folder = new TemporaryFolder("kills");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder.Path, SearchFrom = RepositoryRoot.Path },
            NullLogger.Instance,
            Token);
        await PortalMigrations.MigrateAsync(server.ConnectionString, Token);
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
            await connection.ExecuteAsync(OrderWorld.Sql(Series));
        var silence = MarketRules.Default.WriterSilenceMax;
        using var first = MarketProcess.Start(server.ConnectionString, "first", Series, silence);
        using var second = MarketProcess.Start(server.ConnectionString, "second", Series, silence);
        await first.TradeAsync();
        for (var kill = 0; kill < DatabaseKills; kill++)
        {
            await DatabaseKill.ExecuteAsync(server, folder.Path, Token);
            await first.WaitForMoreAsync(1, GoesOnWithin);
        }

        await second.TradeAsync(); // By way of the first, which writes.
        var acknowledged = first.Kill().ToList();
        await second.WaitForMoreAsync(MoreThanWasUnderWay, GoesOnWithin);
        acknowledged.AddRange(second.Kill());

        Assert.Equal(acknowledged.Count, await MarketEvidence.CountAsync(server.ConnectionString, acknowledged));
        Assert.Empty(await MarketEvidence.FindFaultsAsync(server.ConnectionString, Token));
    }

    private static MarketProcess Start(TestDatabase database, int number) =>
        MarketProcess.Start(database.ConnectionString, $"k{number}", Series, Silence);
}
