using System.Diagnostics.Metrics;
using System.Globalization;
using CitizenBonds.Application;
using CitizenBonds.Application.Market;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Market;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CitizenBonds.Benchmarks.Market;

/// <summary>
/// The whole durable path of an order, from submission to the acknowledgement after the commit: log, hold, match,
/// trades, ledger entries for cash and tokens. On a durable server, against TPC-B on the same server.
/// </summary>
internal static class OrderBench
{
    private const int WarmUp = 81_920;
    private const int InFlight = 384;
    private const double Megabyte = 1024 * 1024;
    private static readonly Dictionary<string, (double Milliseconds, int Batches)> Phases = [];

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static long OrdersMeasured =>
        long.TryParse(Environment.GetEnvironmentVariable("ORDERS"), CultureInfo.InvariantCulture, out var orders)
            ? orders
            : 400_000;

    private static long MemoryOrders => OrdersMeasured * 25 / 2; // Five million.

    private static async Task RunAsync()
    {
        await using var folder = new TemporaryFolder("orders");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder.Path, SearchFrom = RepositoryRoot.Path },
            NullLogger.Instance,
            CancellationToken.None);
        using var listener = Listen();
        var where = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        var (tps, tool) = await TpcB.MeasureAsync(where);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"TPC-B, 8 clients, scale 10, by {tool}: {tps:F0} transactions/s"));
        await MeasureAsync(where, series: 1, tps, "durable-orders");
        await MeasureAsync(where, series: 100, tps, "durable-orders-100-series");
        await MeasureMemoryAsync(where);
    }

    private static async Task MeasureAsync(
        NpgsqlConnectionStringBuilder server, int series, double tps, string name)
    {
        var database = await CreateAsync(server, series, "orders");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortal(database);
        await using var provider = services.BuildServiceProvider();
        var place = provider.GetRequiredService<PlaceOrder>();
        await new OrderLoad(place, series, "w").RunAsync(WarmUp, InFlight);

        Phases.Clear();
        var load = new OrderLoad(place, series, "m");
        var (orders, seconds) = await load.RunAsync(OrdersMeasured, InFlight);
        var rate = orders / seconds;
        var phases = string.Join(", ", Phases.Select(phase => string.Create(
            CultureInfo.InvariantCulture, $"{phase.Key} {phase.Value.Milliseconds / seconds / 10:F0} %")));
        Phases.Clear();
        var paced = new OrderLoad(place, series, "t");
        await paced.PaceAsync(rate / 10, seconds: 10);
        var each = string.Join(", ", Phases.Select(phase => string.Create(
            CultureInfo.InvariantCulture, $"{phase.Key} {phase.Value.Milliseconds / phase.Value.Batches:F2} ms")));
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {orders} orders in {seconds:F1} s; of that time: {phases}; a batch at a tenth "
            + $"of the load: {each}"));
        Figure.Print(name, rate, "orders/s", tps);
        if (series == 1)
        {
            Figure.Print("latency-p99-full-load", load.Percentile99(), "ms", 0);
            Figure.Print("latency-p99-tenth-load", paced.Percentile99(), "ms", 0);
        }

        var faults = await MarketChecks.FindFaultsAsync(
            database, OrderRules.Default, SessionSchedule.Default, CancellationToken.None);
        if (faults.Count > 0) throw new InvalidOperationException(string.Join("; ", faults));
    }

    /// <summary>
    /// Millions of orders at one price, so that the book stays short: what grows then is not the book.
    /// </summary>
    private static async Task MeasureMemoryAsync(NpgsqlConnectionStringBuilder server)
    {
        var database = await CreateAsync(server, 1, "memory");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortal(database);
        await using var provider = services.BuildServiceProvider();
        var place = provider.GetRequiredService<PlaceOrder>();
        var load = new OrderLoad(place, series: 1, "w", around: 0);
        await load.RunAsync(MemoryOrders / 10, InFlight);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        load = new OrderLoad(place, series: 1, "m", around: 0);
        var (orders, seconds) = await load.RunAsync(MemoryOrders, InFlight);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        await using var connection = new NpgsqlConnection(database);
        var resting = await connection.ExecuteScalarAsync<long>("select count(*) from portal.market_open_orders;");
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"memory: {before / Megabyte:F1} MB before, {after / Megabyte:F1} MB after {orders} more orders "
            + $"at {orders / seconds:F0} a second, {resting} of all at rest; the process took "
            + $"{Environment.WorkingSet / Megabyte:F0} MB"));
        Figure.Print("memory-growth", (after - before) / Megabyte, "MB", 0);
    }

    private static async Task<string> CreateAsync(NpgsqlConnectionStringBuilder server, int series, string kind)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind}{series}");
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.ExecuteAsync($"create database {name};");
        }

        var database = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
        await PortalMigrations.MigrateAsync(database, CancellationToken.None);
        await using var world = new NpgsqlConnection(database);
        await world.ExecuteAsync(OrderWorld.Sql(series), commandTimeout: 600);
        await world.ExecuteAsync("vacuum analyze;", commandTimeout: 600);
        return database;
    }

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, owner) =>
            {
                if (instrument.Meter.Name == MarketMeter.Name) owner.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, milliseconds, tags, _) =>
        {
            var phase = tags[0].Value?.ToString() ?? "";
            lock (Phases)
            {
                var sum = Phases.GetValueOrDefault(phase);
                Phases[phase] = (sum.Milliseconds + milliseconds, sum.Batches + 1);
            }
        });
        listener.Start();
        return listener;
    }
}
