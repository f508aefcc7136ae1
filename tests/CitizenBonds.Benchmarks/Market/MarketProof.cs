using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
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
    private const int ChecksEvery = 20;
    private static readonly TimeSpan TakeoverMax = TimeSpan.FromSeconds(10);

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
        for (var round = 1; round <= rounds; round++)
        {
            acknowledged += await KillPortalAsync(server, round, random);
            if (round % ChecksEvery == 0 || round == rounds) await CheckAsync(server.ConnectionString);
        }

        Figure.Print("market-portal-kills", rounds, "kills", 0);
        for (var round = 1; round <= Math.Max(1, rounds / 10); round++)
        {
            acknowledged += await KillDatabaseAsync(server, folder.Path, round, random);
            await CheckAsync(server.ConnectionString);
        }

        Figure.Print("market-database-kills", Math.Max(1, rounds / 10), "kills", 0);
        var slowest = TimeSpan.Zero;
        for (var round = 1; round <= Math.Max(1, rounds / 40); round++)
        {
            var taken = await TakeOverAsync(server, round);
            slowest = taken > slowest ? taken : slowest;
            await CheckAsync(server.ConnectionString);
        }

        Figure.Print("market-takeover-slowest", slowest.TotalMilliseconds, "ms", 0);
        Figure.Print("market-acknowledged", acknowledged, "orders kept", 0);
        if (slowest > TakeoverMax) throw new InvalidOperationException($"A takeover took {slowest}.");
    }

    private static async Task<int> KillPortalAsync(EmbeddedPostgres server, int round, Random random)
    {
        using var node = Node.Start(server.ConnectionString, $"p{round}");
        await node.FirstAsync();
        await Task.Delay(random.Next(20, 800));
        var seen = node.Kill();
        await ExpectAsync(server.ConnectionString, seen);
        return seen.Count;
    }

    private static async Task<int> KillDatabaseAsync(
        EmbeddedPostgres server, string folder, int round, Random random)
    {
        using var node = Node.Start(server.ConnectionString, $"d{round}");
        await node.FirstAsync();
        await Task.Delay(random.Next(20, 800));
        var id = File.ReadLines(Path.Combine(folder, "pg", "postmaster.pid")).First();
        using (var postmaster = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))
        {
            postmaster.Kill(entireProcessTree: true);
            await postmaster.WaitForExitAsync();
        }

        for (var attempt = 0; attempt < 50 && !await server.ReviveAsync(CancellationToken.None); attempt++)
            await Task.Delay(100);
        var before = node.Count;
        var watch = Stopwatch.StartNew();
        while (node.Count == before && watch.Elapsed < TimeSpan.FromMinutes(1)) await Task.Delay(20);
        if (node.Count == before) throw new InvalidOperationException("The portal did not trade on.");
        var seen = node.Kill();
        await ExpectAsync(server.ConnectionString, seen);
        return seen.Count;
    }

    /// <returns>From the kill of the writer to the next order the other machine had acknowledged.</returns>
    private static async Task<TimeSpan> TakeOverAsync(EmbeddedPostgres server, int round)
    {
        using var first = Node.Start(server.ConnectionString, $"a{round}");
        await first.FirstAsync();
        using var second = Node.Start(server.ConnectionString, $"b{round}");
        await second.FirstAsync(); // By way of the first, which writes.
        var watch = Stopwatch.StartNew();
        var seen = first.Kill();
        var before = second.Count;
        while (second.Count < before + 500 && watch.Elapsed < TimeSpan.FromMinutes(1)) await Task.Delay(5);
        var taken = watch.Elapsed;
        await ExpectAsync(server.ConnectionString, [.. seen, .. second.Kill()]);
        return taken;
    }

    /// <summary>Every acknowledged order is in the log once, under the number that was told.</summary>
    private static async Task ExpectAsync(string connectionString, IReadOnlyList<(string Key, long Sequence)> seen)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var found = await connection.ExecuteScalarAsync<long>(
            """
            select count(*) from unnest(@Keys, @Sequences) as x(key, sequence)
            join portal.market_log l on l.client_id = x.key and l.sequence = x.sequence and l.kind = 1
            """,
            new
            {
                Keys = seen.Select(order => order.Key).ToArray(),
                Sequences = seen.Select(order => order.Sequence).ToArray(),
            });
        if (found != seen.Count)
            throw new InvalidOperationException($"{seen.Count} orders were acknowledged, {found} are there.");
    }

    private static async Task CheckAsync(string connectionString)
    {
        var faults = await MarketChecks.FindFaultsAsync(
            connectionString, OrderRules.Default, SessionSchedule.Default, CancellationToken.None);
        if (faults.Count > 0) throw new InvalidOperationException(string.Join("; ", faults));
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        // Nothing enters or leaves: what people, holds and fees have together is what the world began with.
        var totals = (await connection.QueryAsync<(long Asset, decimal Sum)>(
            "select asset_id, sum(credits - debits) from portal.accounts group by asset_id;")).AsList();
        foreach (var (asset, sum) in totals)
            if (sum != 0) throw new InvalidOperationException($"Asset {asset} is out of balance by {sum}.");
        var moved = await connection.ExecuteScalarAsync<long>(
            """
            select count(*) from (
                select account, sum(net) as net from (
                    select credit_account as account, amount as net from portal.transfers
                    union all select debit_account, -amount from portal.transfers) t group by account) m
            join portal.accounts a on a.id = m.account
            where a.credits - a.debits - m.net <> case
                when a.owner_kind = 1 and a.kind = 1 then 10000000000000000
                when a.owner_kind = 1 and a.kind = 7 then 1000000000 else 0 end
            """,
            commandTimeout: 600);
        if (moved > 0) throw new InvalidOperationException($"{moved} balances differ from their transfers.");
    }

    private sealed class Node : IDisposable
    {
        private readonly Process _process;
        private readonly ConcurrentQueue<(string Key, long Sequence)> _seen = new();
        private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Node(Process process)
        {
            _process = process;
            process.OutputDataReceived += (_, line) => Read(line.Data);
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public int Count => _seen.Count;

        public static Node Start(string connectionString, string prefix)
        {
            var start = new ProcessStartInfo("dotnet")
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            string[] arguments =
            [
                "exec", typeof(Node).Assembly.Location, MarketNode.Name, connectionString, prefix,
                Series.ToString(CultureInfo.InvariantCulture),
            ];
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            return new Node(Process.Start(start) ?? throw new InvalidOperationException("No process."));
        }

        public Task FirstAsync() => _first.Task.WaitAsync(TimeSpan.FromMinutes(2));

        /// <returns>What it had acknowledged.</returns>
        public IReadOnlyList<(string Key, long Sequence)> Kill()
        {
            _process.Kill(); // SIGKILL: no handler of it runs.
            _process.WaitForExit();
            return [.. _seen];
        }

        public void Dispose()
        {
            if (!_process.HasExited) _process.Kill();
            _process.Dispose();
        }

        private void Read(string? line)
        {
            // A line cut off by the kill is no acknowledgement.
            if (line?.Split(' ') is not [var key, var number]) return;
            if (!long.TryParse(number, CultureInfo.InvariantCulture, out var sequence)) return;
            _seen.Enqueue((key, sequence));
            _first.TrySetResult();
        }
    }
}
