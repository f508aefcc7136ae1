using System.Diagnostics;
using CitizenBonds.Application;
using CitizenBonds.Application.Payments;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CitizenBonds.Benchmarks.Payments;

/// <summary>
/// One coupon to a million holders on a durable server, whole use case, against the barest statements that write the
/// same rows there: one INSERT … SELECT into a table with a primary key, one UPDATE of the balances, one transaction.
/// </summary>
internal static class CouponBench
{
    private const int Holders = 1_000_000;
    private static readonly DateTimeOffset[] Due =
    [
        PortalTime.OpeningOf(new DateOnly(2026, 9, 2)), PortalTime.OpeningOf(new DateOnly(2027, 3, 2)),
    ];

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await using var folder = new TemporaryFolder("coupons");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder.Path, SearchFrom = RepositoryRoot.Path },
            NullLogger.Instance,
            CancellationToken.None);
        await PortalMigrations.MigrateAsync(server.ConnectionString, CancellationToken.None);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(CouponWorld.Sql(Holders), commandTimeout: 600);
        await connection.ExecuteAsync("vacuum analyze", commandTimeout: 600);

        await connection.ExecuteAsync(CouponWorld.BareTables, commandTimeout: 600);
        await connection.ExecuteAsync("vacuum full analyze bare_balances", commandTimeout: 600);

        var (bare, ours, peak) = (0.0, 0.0, 0L);
        for (var coupon = 1; coupon <= Due.Length; coupon++)
        {
            bare += await BareAsync(connection);
            await connection.ExecuteAsync("checkpoint;", commandTimeout: 600);
            var (seconds, megabytes) = await OursAsync(server.ConnectionString, coupon);
            ours += seconds;
            peak = Math.Max(peak, megabytes);
            await connection.ExecuteAsync("vacuum analyze", commandTimeout: 600);
        }

        var paid = await connection.QuerySingleAsync<long>(
            "select count(*) from portal.transfers where reason = 9 and series_id = 1");
        if (paid != Holders * Due.Length) throw new InvalidOperationException($"{paid} payments were made.");
        await Console.Error.WriteLineAsync(
            $"{Due.Length} coupons: bare {bare:F2} s, ours {ours:F2} s, memory grew by {peak} MB at most");
        Figure.Print("coupon-run", Holders * Due.Length / ours, "holders/s", Holders * Due.Length / bare);
    }

    private static async Task<double> BareAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("checkpoint;", commandTimeout: 600);
        var watch = Stopwatch.StartNew();
        await connection.ExecuteAsync(CouponWorld.BareRun, commandTimeout: 600);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double Seconds, long Megabytes)> OursAsync(string connectionString, int coupon)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortal(connectionString);
        await using var provider = services.BuildServiceProvider();
        var start = provider.GetRequiredService<StartPayment>();
        var pay = provider.GetRequiredService<PaySteps>();
        var due = Due[coupon - 1];
        // A portal pays small runs every day: its code is compiled and its connections are open.
        _ = (await start.ExecuteAsync(CouponWorld.SmallRun(coupon), due, CancellationToken.None)).ValueOrThrow;
        await pay.ExecuteAsync(CouponWorld.SmallRun(coupon), due, CancellationToken.None);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = before;
        await using var look = new Timer(
            _ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 50);
        var watch = Stopwatch.StartNew();
        _ = (await start.ExecuteAsync(coupon, due, CancellationToken.None)).ValueOrThrow;
        var started = watch.Elapsed;
        await pay.ExecuteAsync(coupon, due, CancellationToken.None);
        await Console.Error.WriteLineAsync(
            $"coupon {coupon}: list made in {started.TotalSeconds:F2} s, paid in {watch.Elapsed.TotalSeconds:F2} s");
        return (watch.Elapsed.TotalSeconds, (peak - before) / 1024 / 1024);
    }
}
