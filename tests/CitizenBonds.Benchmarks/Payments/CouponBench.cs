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
    private static readonly DateTimeOffset Due = PortalTime.OpeningOf(new DateOnly(2026, 9, 2));

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

        var bare = await BareAsync(connection);
        await connection.ExecuteAsync("checkpoint;", commandTimeout: 600);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var ours = await OursAsync(server.ConnectionString);
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024 / 1024;

        var paid = await connection.QuerySingleAsync<long>("select count(*) from portal.transfers where reason = 9");
        if (paid != Holders) throw new InvalidOperationException($"{paid} of {Holders} holders were paid.");
        await Console.Error.WriteLineAsync($"bare {bare:F2} s, ours {ours:F2} s, memory grown by {grown} MB");
        Figure.Print("coupon-run", Holders / ours, "holders/s", Holders / bare);
    }

    private static async Task<double> BareAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync(CouponWorld.BareTables, commandTimeout: 600);
        await connection.ExecuteAsync("vacuum full analyze bare_balances", commandTimeout: 600);
        await connection.ExecuteAsync("checkpoint;", commandTimeout: 600);
        var watch = Stopwatch.StartNew();
        await connection.ExecuteAsync(CouponWorld.BareRun, commandTimeout: 600);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> OursAsync(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortal(connectionString);
        await using var provider = services.BuildServiceProvider();
        var start = provider.GetRequiredService<StartPayment>();
        var pay = provider.GetRequiredService<PayHolders>();
        await using var connection = new NpgsqlConnection(connectionString);
        var watch = Stopwatch.StartNew();
        _ = (await start.ExecuteAsync(1, Due, CancellationToken.None)).ValueOrThrow;
        for (var isLast = false; !isLast;)
        {
            var through = await connection.QuerySingleAsync<long>(
                "select paid_through_account_id from portal.payment_runs where id = 1");
            isLast = (await pay.ExecuteAsync(1, through, Due, CancellationToken.None)).ValueOrThrow.IsLast;
        }

        return watch.Elapsed.TotalSeconds;
    }
}
