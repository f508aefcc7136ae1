using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Market;
using CitizenBonds.Testing.Postgres;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CitizenBonds.Benchmarks.Market;

/// <summary>
/// Kills a trading portal, and its database, at random moments and looks whether anything was lost or doubled: every
/// acknowledged order is there under its number, sums agree to the unit, and the log replayed gives the same trades and
/// the same book. Also: two portals, one of which is killed while it writes.
/// </summary>
internal static class MarketProof
{
    private const int Series = 3;
    private const int ChecksEvery = 50;
    private static readonly TimeSpan Silence = MarketRules.Default.WriterSilenceMax;

    /// <summary>A killed portal is followed at once; how long another waits is measured by the takeovers.</summary>
    private static readonly TimeSpan ShortSilence = TimeSpan.FromMilliseconds(500);

    /// <summary>Answers of the killed writer that were still on their way are not proof of another.</summary>
    private const int MoreThanWasUnderWay = 500;

    private static readonly TimeSpan TakeoverMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(1);

    /// <summary>Rounds of each kind of kill; the whole proof is 200.</summary>
    public static void Run() => RunAsync(
        int.TryParse(Environment.GetEnvironmentVariable("ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
            ? rounds
            : 200).GetAwaiter().GetResult();

    private static async Task RunAsync(int rounds)
    {
        await using var folder = new TemporaryFolder("proof");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder.Path, SearchFrom = RepositoryRoot.Path },
            NullLogger.Instance,
            CancellationToken.None);
        await PortalMigrations.MigrateAsync(server.ConnectionString, CancellationToken.None);
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
            await connection.ExecuteAsync(OrderWorld.Sql(Series), commandTimeout: 600);

        var random = new Random(1);
        var acknowledged = 0;
        var next = Node(server, "p1", ShortSilence);
        for (var round = 1; round <= rounds; round++)
        {
            using var node = next;
            await node.TradeAsync();
            next = Node(server, $"p{round + 1}", ShortSilence); // Gets ready while this one trades.
            await Task.Delay(random.Next(20, 800));
            var seen = node.Kill();
            await ExpectAsync(server.ConnectionString, seen);
            acknowledged += seen.Count;
            if (round % ChecksEvery == 0 || round == rounds) await CheckAsync(server.ConnectionString);
        }

        next.Dispose();

        Figure.Print("market-portal-kills", rounds, "kills", 0);
        for (var round = 1; round <= Math.Max(1, rounds / 10); round++)
            acknowledged += await KillDatabaseAsync(server, folder.Path, round, random);
        await CheckAsync(server.ConnectionString); // Nothing is ever removed: what was wrong once stays wrong.

        Figure.Print("market-database-kills", Math.Max(1, rounds / 10), "kills", 0);
        var slowest = TimeSpan.Zero;
        for (var round = 1; round <= Math.Max(1, rounds / 40); round++)
        {
            var taken = await TakeOverAsync(server, round);
            slowest = taken > slowest ? taken : slowest;
        }

        await CheckAsync(server.ConnectionString);
        Figure.Print("market-takeover-slowest", slowest.TotalMilliseconds, "ms", 0);
        Figure.Print("market-acknowledged", acknowledged, "orders kept", 0);
        if (slowest > TakeoverMax) throw new InvalidOperationException($"A takeover took {slowest}.");
    }

    private static async Task<int> KillDatabaseAsync(
        EmbeddedPostgres server, string folder, int round, Random random)
    {
        using var node = Node(server, $"d{round}", Silence);
        await node.TradeAsync();
        await Task.Delay(random.Next(20, 800));
        await DatabaseKill.ExecuteAsync(server, folder, CancellationToken.None);
        await node.WaitForMoreAsync(1, PatienceMax);
        var seen = node.Kill();
        await ExpectAsync(server.ConnectionString, seen);
        return seen.Count;
    }

    /// <returns>From the kill of the writer to the next order the other machine had acknowledged.</returns>
    private static async Task<TimeSpan> TakeOverAsync(EmbeddedPostgres server, int round)
    {
        using var first = Node(server, $"a{round}", Silence);
        await first.TradeAsync();
        using var second = Node(server, $"b{round}", Silence);
        await second.TradeAsync(); // By way of the first, which writes.
        var watch = Stopwatch.StartNew();
        var seen = first.Kill();
        await second.WaitForMoreAsync(MoreThanWasUnderWay, PatienceMax);
        var taken = watch.Elapsed;
        await ExpectAsync(server.ConnectionString, [.. seen, .. second.Kill()]);
        return taken;
    }

    private static async Task ExpectAsync(string connectionString, IReadOnlyList<(string Key, long Sequence)> seen)
    {
        var found = await MarketEvidence.CountAsync(connectionString, seen);
        if (found != seen.Count)
            throw new InvalidOperationException($"{seen.Count} orders were acknowledged, {found} are there.");
    }

    private static async Task CheckAsync(string connectionString)
    {
        var faults = await MarketEvidence.FindFaultsAsync(connectionString, CancellationToken.None);
        if (faults.Count > 0) throw new InvalidOperationException(string.Join("; ", faults));
    }

    private static MarketProcess Node(EmbeddedPostgres server, string prefix, TimeSpan silenceMax) =>
        MarketProcess.Start(server.ConnectionString, prefix, Series, silenceMax);
}
