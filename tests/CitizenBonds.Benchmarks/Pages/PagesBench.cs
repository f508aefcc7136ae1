using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Web;
using CitizenBonds.Web.Endpoints.PublicPages;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>
/// The public pages of a real portal in a process of its own, over a ledger of a million transfers, against hello world
/// and a blank page on the same server software, in rounds that alternate. Then the start with the demonstration.
/// </summary>
internal static class PagesBench
{
    private const int Connections = 32;
    private const int Rounds = 5;
    private const double P99LimitMicroseconds = 20_000;
    private const double FreshLimitMilliseconds = 1_000;
    private const string Bond = "/bonds/XT0000000042";
    private static readonly string Ledger = Urls.Ledger;

    // Until what is measured has been compiled for the last time.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static void Run() => OverWorldAsync(async (bare, database) =>
    {
        await CachedAsync(bare, database);
        await UncachedAsync(bare, database);
        await StartBench.RunAsync();
    }).GetAwaiter().GetResult();

    /// <summary>Only what is rendered for each request.</summary>
    public static void RunUncached() => OverWorldAsync(UncachedAsync).GetAwaiter().GetResult();

    private static async Task OverWorldAsync(Func<HostProcess, string, Task> measureAsync)
    {
        await using var folder = new TemporaryFolder("pages");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder.Path, SearchFrom = RepositoryRoot.Path },
            NullLogger.Instance,
            CancellationToken.None);
        await PortalMigrations.MigrateAsync(server.ConnectionString, CancellationToken.None);
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.ExecuteAsync(PagesWorld.Sql, commandTimeout: 600);
            await connection.ExecuteAsync("vacuum analyze", commandTimeout: 600);
            await connection.ExecuteAsync("checkpoint;", commandTimeout: 600);
        }

        await using var bare = HostProcess.StartBare();
        await bare.WaitForAsync(BareHost.Hello);
        await measureAsync(bare, server.ConnectionString);
    }

    private static async Task CachedAsync(HostProcess bare, string database)
    {
        await using var portal = HostProcess.StartPortal(("ConnectionStrings__Portal", database));
        await portal.WaitForAsync(Bond);
        await CompareAsync("bond-page", portal, (_, _) => Bond, bare, BareHost.Hello, P99LimitMicroseconds);
        await CompareAsync("ledger-page", portal, (_, _) => Ledger, bare, BareHost.Hello, P99LimitMicroseconds);
        Figure.PrintCost("fresh", await FreshAfterAsync(portal, database), "ms", FreshLimitMilliseconds);
    }

    /// <returns>From a commit until the bond's page, asked for again and again, shows what it changed.</returns>
    private static async Task<double> FreshAfterAsync(HostProcess portal, string database)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{portal.Port}/") };
        await using var connection = new NpgsqlConnection(database);
        var waits = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var title = $"Fresh {round}";
            await connection.ExecuteAsync(
                """
                update portal.issues set title_en = @Title where isin = 'XT0000000042';
                insert into portal.commands (key, digest, outcome, name, recorded_at)
                    values (@Title || ' key', '', 'null', 'Bench', now());
                """,
                new { Title = title });
            var watch = Stopwatch.StartNew();
            while (!(await http.GetStringAsync(new Uri(Bond, UriKind.Relative))).Contains(
                title, StringComparison.Ordinal))
            {
                if (watch.Elapsed > PublicSnapshots.Lifetime) throw new TimeoutException("The page stayed old.");
            }

            waits.Add(watch.Elapsed.TotalMilliseconds);
        }

        return waits.Max();
    }

    private static async Task UncachedAsync(HostProcess bare, string database)
    {
        await using var portal = HostProcess.StartPortal(
            ("ConnectionStrings__Portal", database), ("Portal__SnapshotMegabytes", "0"));
        await portal.WaitForAsync(Bond);
        // Each connection asks for bonds of its own, or one rendering would answer several.
        await CompareAsync(
            "uncached",
            portal,
            (connection, count) => string.Create(
                CultureInfo.InvariantCulture, $"/bonds/XT{1 + connection + (Connections * (count % 3)):0000000000}"),
            bare,
            BareHost.Blank,
            p99Limit: 0,
            "identity"); // The template packs nothing, whatever the client says.
        await LedgerDepths.RunAsync(portal.Port);
    }

    private static async Task CompareAsync(
        string name, HostProcess portal, Func<int, int, string> pathOf, HostProcess bare, string barePath,
        double p99Limit, string encoding = "br")
    {
        await Load.RunAsync(portal.Port, Connections, WarmUp, pathOf, encoding);
        await Load.RunAsync(bare.Port, Connections, WarmUp, (_, _) => barePath, encoding);
        var (ours, theirs) = (new List<LoadResult>(), new List<LoadResult>());
        for (var round = 0; round < Rounds; round++)
        {
            theirs.Add(await Load.RunAsync(bare.Port, Connections, Load.Round, (_, _) => barePath, encoding));
            ours.Add(await Load.RunAsync(portal.Port, Connections, Load.Round, pathOf, encoding));
        }

        Figure.Print(
            name, Median(ours, result => result.PerSecond), "requests/s", Median(theirs, result => result.PerSecond));
        var p99 = Median(ours, result => result.P99Microseconds);
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: p99 {p99:F0} us, yardstick {Median(theirs, result => result.P99Microseconds):F0} us"));
        if (p99Limit > 0) Figure.PrintCost($"{name}-p99", p99, "us", p99Limit);
    }

    private static double Median(List<LoadResult> results, Func<LoadResult, double> of) =>
        results.Select(of).Order().ElementAt(results.Count / 2);
}
