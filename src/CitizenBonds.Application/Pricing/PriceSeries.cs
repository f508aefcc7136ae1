using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;
using CitizenBonds.Data;
using CitizenBonds.Domain.Pricing.Series;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// Keeps a model price of every announced and live series. Asks three times a second whether anything a price rests on
/// has changed, and if so prices all of them anew, in one transaction; earlier runs stay.
/// </summary>
public sealed class PriceSeries(IDbContextFactory<PortalContext> contexts, NpgsqlDataSource database) : IWorker
{
    /// <summary>Grows whenever the same inputs would give other prices.</summary>
    public const int ModelVersion = 2;

    private const NpgsqlDbType Doubles = NpgsqlDbType.Array | NpgsqlDbType.Double;

    private const string RunSql = """
        insert into portal.pricing_runs
            (fingerprint, curve_quoted_on, priced_on, priced_at, series, inputs_hash, model_version)
        values (@Fingerprint, @CurveQuotedOn, @PricedOn, @PricedAt, @Series, @InputsHash, @ModelVersion) returning id
        """;

    private const string CopySql = """
        copy portal.series_prices
            (run_id, issue_id, tier, coupons, redemption, index_excess, option_value, accrued, spread, yield,
            key_rates, scenarios)
        from stdin (format binary)
        """;

    public string Name => "price-series";

    public TimeSpan Pause => TimeSpan.FromMilliseconds(300);

    /// <returns>Series priced; zero when nothing had changed.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = PortalTime.DayOf(now);
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        // Read before the inputs: what changes in between is seen at the next look.
        var fingerprint = $"{ModelVersion}|{await PricingInputs.FingerprintAsync(portal, day, cancellationToken)}";
        var head = await portal.Database.GetDbConnection().QuerySingleAsync<string>(new CommandDefinition(
            "select fingerprint from portal.pricing_head;", cancellationToken: cancellationToken));
        if (head == fingerprint) return 0;
        if (await PricingInputs.LoadAsync(portal, now, cancellationToken) is not { } inputs) return 0;
        var prices = new SeriesPrice[inputs.Series.Count];
        Parallel.For(0, prices.Length, i =>
        {
            var series = inputs.Series[i];
            prices[i] = PricingInputs.PriceOf(series, inputs.Curve.Discounts);
        });
        return await WriteAsync(inputs, prices, fingerprint, day, now, cancellationToken);
    }

    private async Task<int> WriteAsync(
        PricingInputs inputs,
        SeriesPrice[] prices,
        string fingerprint,
        DateOnly day,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var head = await connection.QuerySingleAsync<string>(new CommandDefinition(
            "select fingerprint from portal.pricing_head for update",
            transaction: transaction,
            cancellationToken: cancellationToken));
        if (head == fingerprint) return 0; // Another node was faster.
        var run = await connection.QuerySingleAsync<long>(new CommandDefinition(
            RunSql,
            new
            {
                Fingerprint = fingerprint, CurveQuotedOn = inputs.Curve.QuotedOn, PricedOn = day,
                PricedAt = now.UtcDateTime, Series = prices.Length, InputsHash = inputs.Hash(), ModelVersion,
            },
            transaction,
            cancellationToken: cancellationToken));
        await CopyAsync(connection, run, inputs.Series, prices, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "update portal.pricing_head set run_id = @Run, fingerprint = @Fingerprint; notify portal_changed",
            new { Run = run, Fingerprint = fingerprint },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(CancellationToken.None);
        return prices.Length;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection,
        long run,
        IReadOnlyList<SeriesInput> series,
        SeriesPrice[] prices,
        CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync(CopySql, cancellationToken);
        for (var i = 0; i < prices.Length; i++)
        {
            var price = prices[i];
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(run, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync(series[i].IssueId, NpgsqlDbType.Bigint, cancellationToken);
            await copy.WriteAsync((short)series[i].Tier, NpgsqlDbType.Smallint, cancellationToken);
            await copy.WriteAsync(price.Coupons, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteAsync(price.Redemption, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteAsync(price.IndexExcess, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteAsync(price.OptionValue, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteAsync(price.Accrued, NpgsqlDbType.Double, cancellationToken);
            await copy.WriteAsync(price.Spread, NpgsqlDbType.Double, cancellationToken);
            if (price.Yield is { } yield) await copy.WriteAsync(yield, NpgsqlDbType.Double, cancellationToken);
            else await copy.WriteNullAsync(cancellationToken);
            await copy.WriteAsync(price.KeyRates.ToArray(), Doubles, cancellationToken);
            await copy.WriteAsync(price.Scenarios.ToArray(), Doubles, cancellationToken);
        }

        await copy.CompleteAsync(cancellationToken);
    }
}
