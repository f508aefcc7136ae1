using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CitizenBonds.Data;
using CitizenBonds.Domain.Pricing.Series;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Pricing;

/// <summary>A report that says by itself what it rests on.</summary>
/// <param name="Sha256">Over the whole text, in hexadecimal.</param>
public sealed record PricingReportFile(PricingRunView Run, string Csv, string Sha256);

/// <summary>
/// The newest run as a table for supervisors: every series with its inputs, its price in parts, its sensitivities and
/// all scenarios; version of the model and hash of the inputs on every line. The same run always gives the same bytes.
/// </summary>
public sealed class PricingReport(IDbContextFactory<PortalContext> contexts)
{
    private static readonly string[] Columns =
    [
        "run", "priced_on", "curve_quoted_on", "model_version", "inputs_sha256", "isin", "issue_date", "maturity_date",
        "tier", "spread", "pv_coupons", "pv_redemption", "index_excess", "option_value", "dirty_price", "accrued",
        "clean_price", "yield",
        "price_as_published", "duration", "dv01",
    ];

    /// <returns>Null before the first run.</returns>
    public async Task<PricingReportFile?> MakeAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) is { } loaded ? CsvOf(loaded.Run, loaded.Series) : null;

    /// <summary>The same run on paper, with the hash of its inputs and of the CSV.</summary>
    /// <returns>Null before the first run.</returns>
    public async Task<byte[]?> MakePdfAsync(bool isJapanese, CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) is { } loaded
            ? PricingReportPdf.Of(loaded.Run, loaded.Series, CsvOf(loaded.Run, loaded.Series).Sha256, isJapanese)
            : null;

    private async Task<(PricingRunView Run, IReadOnlyList<PricedSeries> Series)?> LoadAsync(
        CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await PricingQueries.NewestRunAsync(portal, cancellationToken) is not { } run) return null;
        var rows = await PricingQueries.ReadAsync(portal, run.Id, null, run.Series, cancellationToken);
        return (run, [.. rows.Select(row => row.ToSeries())]);
    }

    private static PricingReportFile CsvOf(PricingRunView run, IReadOnlyList<PricedSeries> series)
    {
        var csv = new StringBuilder().AppendJoin(',', Columns.Concat(SeriesPrice.KeyTerms.Select(KeyRateName))
            .Concat(CurveScenario.Standard.Select(ScenarioName))).Append("\r\n");
        foreach (var priced in series) AppendLine(csv, run, priced);
        var text = csv.ToString();
        return new(run, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static void AppendLine(StringBuilder csv, PricingRunView run, PricedSeries series)
    {
        var price = series.Price;
        csv.Append(CultureInfo.InvariantCulture, $"{run.Id},{run.PricedOn:yyyy-MM-dd},{run.CurveQuotedOn:yyyy-MM-dd},");
        csv.Append(CultureInfo.InvariantCulture, $"{run.ModelVersion},{run.InputsHash},{series.Isin},");
        csv.Append(
            CultureInfo.InvariantCulture,
            $"{series.IssueDate:yyyy-MM-dd},{series.MaturityDate:yyyy-MM-dd},{series.Tier}");
        double?[] figures =
        [
            price.Spread, price.Coupons, price.Redemption, price.IndexExcess, price.OptionValue, price.Dirty,
            price.Accrued, price.Clean, price.Yield, price.AsPublished, price.Duration, price.Dv01, .. price.KeyRates,
            .. price.Scenarios,
        ];
        foreach (var figure in figures) csv.Append(CultureInfo.InvariantCulture, $",{figure:F10}");
        csv.Append("\r\n");
    }

    private static string KeyRateName(double years) =>
        string.Create(CultureInfo.InvariantCulture, $"key_rate_duration_{years}y");

    private static string ScenarioName(CurveScenario scenario) => string.Create(
        CultureInfo.InvariantCulture,
        $"dirty_at_{Math.Round(scenario.Parallel * 10_000)}bp_twist_{Math.Round(scenario.Twist * 10_000)}bp");
}
