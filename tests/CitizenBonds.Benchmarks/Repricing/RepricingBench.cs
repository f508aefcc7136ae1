using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Application;
using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Embedded;
using CitizenBonds.Data.Migrations;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Pricing;
using CitizenBonds.Domain.Pricing.Series;
using CitizenBonds.Testing;
using CitizenBonds.Testing.Postgres;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CitizenBonds.Benchmarks.Repricing;

/// <summary>
/// Ten thousand series by sixty-four scenarios after a change of the curve: from the commit of the new curve until a
/// page can read the new price, on a durable server. The yardstick is the bare vector loop over the same numbers.
/// </summary>
internal static class RepricingBench
{
    private const int Series = 10_000;
    private const int Rounds = 7;
    private static readonly DateOnly Day = new(2026, 9, 1);
    private static readonly DateTimeOffset Now = PortalTime.OpeningOf(Day);

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await using var folder = new TemporaryFolder("repricing");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = folder.Path, SearchFrom = RepositoryRoot.Path },
            NullLogger.Instance,
            CancellationToken.None);
        await PortalMigrations.MigrateAsync(server.ConnectionString, CancellationToken.None);
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPortal(server.ConnectionString);
        await using var provider = services.BuildServiceProvider();
        var contexts = provider.GetRequiredService<IDbContextFactory<PortalContext>>();
        await using (var portal = await contexts.CreateDbContextAsync())
            await CreditPolicies.EnsureFirstAsync(portal, Now, CancellationToken.None);
        await connection.ExecuteAsync(World(), commandTimeout: 600);
        await connection.ExecuteAsync("vacuum analyze", commandTimeout: 600);

        var (ours, bare) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            bare[round] = Bare();
            ours[round] = await OursAsync(provider, connection, round);
        }

        await Console.Error.WriteLineAsync(
            $"rounds {string.Join(", ", ours.Select(ms => ms.ToString("F0", CultureInfo.InvariantCulture)))} ms");
        Figure.PrintCost("repricing", Median(ours), "ms", Median(bare));
    }

    private static async Task<double> OursAsync(ServiceProvider provider, NpgsqlConnection connection, int round)
    {
        var watch = Stopwatch.StartNew();
        await connection.ExecuteAsync(
            "update portal.curve_points set yield_percent = 1.0 + @Step + tenor_months / 400.0",
            new { Step = 0.01m * round });
        var priced = await provider.GetRequiredService<PriceSeries>().RunAsync(Now, CancellationToken.None);
        var isin = Isin.ForProvisional(Series / 2).Code;
        var page = await provider.GetRequiredService<PricingQueries>().FindAsync(isin, Now, CancellationToken.None);
        if (priced != Series || page?.Series.Price.Scenarios.Count != CurveScenario.Standard.Count)
            throw new InvalidOperationException($"{priced} of {Series} series were priced.");
        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Every payment in every scenario, and nothing else: no dates, no curve, no database.</summary>
    private static double Bare()
    {
        var cashflows = Enumerable.Range(0, Series).Select(i => RemainingCashflows.From(
            new PricedBond(
                new(2026, 3, 2), new DateOnly(2026, 3, 2).AddYears(1 + (i % 30)), 0.01 + (i % 7 / 1_000.0),
                CouponFrequency.SemiAnnual, DayCount.Thirty360),
            Day, YieldConvention.Street)).ToArray();
        var shifts = CurveScenario.Standard.Select(scenario => scenario.Parallel).ToArray();
        var prices = new double[shifts.Length];
        var watch = Stopwatch.StartNew();
        foreach (var cashflow in cashflows) ScenarioRepricing.DirtyFromShifts(cashflow, 0.02, shifts, prices);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string World()
    {
        var isins = string.Join(",", Enumerable.Range(1, Series).Select(i => $"({i},'{Isin.ForProvisional(i).Code}')"));
        return $$"""
            insert into portal.issuers (id, code, kind, name_ja, name_en, prefecture, is_invented)
                values (1, 'X00001', 0, '試験町', 'Test Town', 0, true);
            insert into portal.accounts (id, kind, owner_kind, owner_id, asset_id, pseudonym)
                values (3, 5, 4, 1, 1, 'purpose');
            insert into portal.purposes (id, issuer_id, kind, name_ja, name_en, fiscal_year, amount_yen, account_id,
                    created_at)
                values (1, 1, 0, '不足', 'Deficit', 2025, 1000000, 3, now());
            insert into portal.assets (id, code, is_currency) select 1000 + n, isin, false
                from (values {{isins}}) v (n, isin);
            insert into portal.issues (id, issuer_id, purpose_id, state, title_ja, title_en, denomination_yen,
                size_tokens, price_yen, coupon_ppm, payments_per_year, day_count, convention, calendar,
                record_days_before, issue_date, maturity_date, sale_opens_at, sale_closes_at, settles_at,
                residents_first, tier, policy_version, terms_json, terms_hash, isin, asset_id, submitted_by,
                submitted_at)
                select n, 1, 1, 5, '試験債', 'Test bond', 10000, 1000, 10000, 10000 + n % 7 * 1000, 2, '30/360', 1,
                    'JP', 5, '2026-03-02', date '2026-03-02' + make_interval(years => 1 + n % 30), '2026-02-01',
                    '2026-02-20', '2026-03-02', false, 0, 1, '{}', '', isin, 1000 + n, gen_random_uuid(), now()
                from (values {{isins}}) v (n, isin);
            insert into portal.curve_points
                select 'JGB', date '2026-08-31', 12 * y, 1 + y / 33.0
                from unnest(array[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40]) y;
            """;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
