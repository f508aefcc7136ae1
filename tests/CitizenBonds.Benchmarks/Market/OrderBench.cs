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
    private const int WarmUp = 40_960;
    private const int InFlight = 256;
    private static readonly Dictionary<string, double> Phases = [];

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static long OrdersMeasured =>
        long.TryParse(Environment.GetEnvironmentVariable("ORDERS"), CultureInfo.InvariantCulture, out var orders)
            ? orders
            : 400_000;

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
        var one = await MeasureAsync(where, series: 1, tps, "durable-orders");
        await MeasureAsync(where, series: 100, tps, "durable-orders-100-series");
        GC.KeepAlive(one);
    }

    private static async Task<double> MeasureAsync(
        NpgsqlConnectionStringBuilder server, int series, double tps, string name)
    {
        var database = await CreateAsync(server, series);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortal(database);
        await using var provider = services.BuildServiceProvider();
        var place = provider.GetRequiredService<PlaceOrder>();
        await new OrderLoad(place, series, "w").RunAsync(WarmUp, InFlight);

        Phases.Clear();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var load = new OrderLoad(place, series, "m");
        var (orders, seconds) = await load.RunAsync(OrdersMeasured, InFlight);
        var rate = orders / seconds;
        var phases = string.Join(", ", Phases.Select(phase => string.Create(
            CultureInfo.InvariantCulture, $"{phase.Key} {phase.Value / seconds / 10:F0} %")));
        var p99 = load.Percentile99();
        load = null;
        var grown = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024 / 1024;
        var paced = new OrderLoad(place, series, "t");
        await paced.PaceAsync(rate / 10, seconds: 10);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {orders} orders in {seconds:F1} s, memory grown by {grown} MB; time: {phases}"));
        Figure.Print(name, rate, "orders/s", tps);
        if (series == 1)
        {
            Figure.Print("latency-p99-full-load", p99, "ms", 0);
            Figure.Print("latency-p99-tenth-load", paced.Percentile99(), "ms", 0);
        }

        var faults = await MarketChecks.FindFaultsAsync(
            database, OrderRules.Default, SessionSchedule.Default, CancellationToken.None);
        if (faults.Count > 0) throw new InvalidOperationException(string.Join("; ", faults));
        return rate;
    }

    private static async Task<string> CreateAsync(NpgsqlConnectionStringBuilder server, int series)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"orders{series}");
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
            lock (Phases) Phases[phase] = Phases.GetValueOrDefault(phase) + milliseconds;
        });
        listener.Start();
        return listener;
    }
}
