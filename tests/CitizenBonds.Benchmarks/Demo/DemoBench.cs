using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Application;
using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Data.Time;
using CitizenBonds.Domain.Market;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CitizenBonds.Benchmarks.Demo;

/// <summary>How long a stranger waits for the demonstration at the first start, on a durable server.</summary>
internal static class DemoBench
{
    private const double SecondsMax = 120;
    private const int StatementsShown = 25;
    private static readonly ConcurrentDictionary<string, (int Count, TimeSpan Time)> Statements = new();

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await using var folder = new TemporaryFolder("demo");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder.Path, SearchFrom = RepositoryRoot.Path },
            NullLogger.Instance,
            CancellationToken.None);
        await PortalMigrations.MigrateAsync(server.ConnectionString, CancellationToken.None);
        await using var services = Services(server.ConnectionString);
        var contexts = services.GetRequiredService<IDbContextFactory<PortalContext>>();
        await using var portal = await contexts.CreateDbContextAsync();
        await PortalSecrets.EnsureAsync(portal, DemoSeed.Bytes, CancellationToken.None);

        using var listener = Listen();
        var busy = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        await services.GetRequiredService<DemoWorld>().EnsureBuiltAsync(CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        var own = (Process.GetCurrentProcess().TotalProcessorTime - busy).TotalSeconds;
        await TellStatementsAsync();
        Figure.PrintCost("demo-build", seconds, "s", SecondsMax);
        Figure.Print("demo-build-own-processor", own, "s", 0);
        var faults = await MarketChecks.FindFaultsAsync(
            server.ConnectionString, OrderRules.Default, SessionSchedule.Default, CancellationToken.None);
        if (faults.Count > 0) throw new InvalidOperationException(string.Join("; ", faults));
        Figure.Print("demo-orders", await portal.MarketOrders.CountAsync(), "orders", 0);
        Figure.Print("demo-trades", await portal.MarketTrades.CountAsync(), "trades", 0);
    }

    private static ServiceProvider Services(string connectionString)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(PortalRules.Demonstration);
        services.AddPortal(new DemoDatabase(connectionString).WithoutWaiting);
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddIdentityFeature();
        return services.BuildServiceProvider();
    }

    /// <summary>Adds up what each statement costs, as the driver sees it; only when asked for: it costs too.</summary>
    private static ActivityListener? Listen()
    {
        if (Environment.GetEnvironmentVariable("STATEMENTS") is null) return null;
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var text = activity.GetTagItem("db.query.text") as string ?? activity.DisplayName;
                Statements.AddOrUpdate(
                    text, (1, activity.Duration), (_, sum) => (sum.Count + 1, sum.Time + activity.Duration));
            },
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task TellStatementsAsync()
    {
        foreach (var (text, (count, time)) in Statements.OrderByDescending(pair => pair.Value.Time)
            .Take(StatementsShown))
        {
            var line = text.ReplaceLineEndings(" ");
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{time.TotalSeconds,6:F2} s {count,7} times: {line[..Math.Min(line.Length, 150)]}"));
        }
    }
}
