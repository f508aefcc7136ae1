using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace CitizenBonds.Benchmarks.Market;

/// <summary>
/// The yardstick: pgbench's TPC-B-like transactions of 8 clients on the same server, scale 10; where no pgbench is
/// installed, the same statements sent by 8 Npgsql connections, and the figure says so.
/// </summary>
internal static partial class TpcB
{
    private const int Clients = 8;
    private const int Scale = 10;
    private const int Seconds = 15;

    /// <returns>Transactions a second, and what measured them.</returns>
    public static async Task<(double PerSecond, string Tool)> MeasureAsync(NpgsqlConnectionStringBuilder server)
    {
        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "tpcb" };
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand("create database tpcb", connection);
            await create.ExecuteNonQueryAsync();
        }

        if (FindProgram() is { } program)
        {
            await RunAsync(program, database, "-i", "-q", "-s", Scale.ToString(CultureInfo.InvariantCulture));
            var report = await RunAsync(
                program, database, "-c", "8", "-j", "2", "-M", "prepared", "-T",
                Seconds.ToString(CultureInfo.InvariantCulture));
            return (double.Parse(Tps().Match(report).Groups[1].Value, CultureInfo.InvariantCulture), "pgbench");
        }

        await PrepareAsync(database.ConnectionString);
        return (await LoadAsync(database.ConnectionString), "npgsql");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();

    private static string? FindProgram() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Select(folder => Path.Combine(folder, "pgbench")).FirstOrDefault(File.Exists);

    private static async Task<string> RunAsync(
        string program, NpgsqlConnectionStringBuilder server, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] where =
        [
            "-h", server.Host!, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", server.Username!,
        ];
        foreach (var argument in (string[])[.. where, .. arguments, server.Database!]) start.ArgumentList.Add(argument);
        start.Environment["PGPASSWORD"] = server.Password;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pgbench did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(await errors);
    }

    private static async Task PrepareAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            create table pgbench_accounts (aid int primary key, bid int, abalance int, filler char(84))
                with (fillfactor = 100);
            create table pgbench_tellers (tid int primary key, bid int, tbalance int, filler char(84));
            create table pgbench_branches (bid int primary key, bbalance int, filler char(88));
            create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
            insert into pgbench_branches select n, 0 from generate_series(1, 10) n;
            insert into pgbench_tellers select n, (n - 1) / 10 + 1, 0 from generate_series(1, 100) n;
            insert into pgbench_accounts select n, (n - 1) / 100000 + 1, 0 from generate_series(1, 1000000) n;
            """,
            connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<double> LoadAsync(string connectionString)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(client);
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            var done = 0;
            for (; watch.Elapsed.TotalSeconds < Seconds; done++) await TransactAsync(connection, random);
            return done;
        })));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    private static async Task TransactAsync(NpgsqlConnection connection, Random random)
    {
        var (account, teller, branch, delta) = (
            random.Next(1, 1_000_001), random.Next(1, 101), random.Next(1, 11), random.Next(-5_000, 5_001));
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (sql, values) in ((string, int[])[])[
            ("update pgbench_accounts set abalance = abalance + $1 where aid = $2", [delta, account]),
            ("select abalance from pgbench_accounts where aid = $1", [account]),
            ("update pgbench_tellers set tbalance = tbalance + $1 where tid = $2", [delta, teller]),
            ("update pgbench_branches set bbalance = bbalance + $1 where bid = $2", [delta, branch]),
            ("insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)",
                [teller, branch, account, delta])])
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var value in values) command.Parameters.AddWithValue(value);
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
