using System.Globalization;
using CitizenBonds.Domain.Pricing.Series;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// The report for supervisors on paper, in English: what the run rests on, the price of every series in parts, its
/// sensitivities and five scenarios. All scenarios and all digits are in the CSV, whose hash it names.
/// </summary>
internal static class PricingReportPdf
{
    private static readonly (string Name, CurveScenario Scenario)[] Shown =
    [
        ("+100bp", new(0.01, 0)), ("-100bp", new(-0.01, 0)), ("steeper", new(0, 0.005)), ("flatter", new(0, -0.005)),
        ("+100&stp", new(0.01, 0.005)),
    ];

    public static byte[] Of(PricingRunView run, IReadOnlyList<PricedSeries> series, string csvSha256)
    {
        var lines = new List<string>
        {
            "CitizenBonds - report on model prices and risk",
            "",
            Line($"Run {run.Id}, made {run.PricedAt.UtcDateTime:yyyy-MM-dd HH:mm}Z for {run.PricedOn:yyyy-MM-dd}"),
            Line($"Government curve of {run.CurveQuotedOn:yyyy-MM-dd}, model version {run.ModelVersion}"),
            Line($"{run.Series} series"),
            $"SHA-256 of the inputs: {run.InputsHash}",
            $"SHA-256 of the CSV:    {csvSha256}",
            "",
            "Prices per 100 of face. Yield and spread in percent a year, duration in years, DV01 per 100.",
            "Scenarios: change of the dirty price. Prices are what a model says: nobody is obliged to deal at them.",
            "",
            Header(),
            new('-', Header().Length),
        };
        lines.AddRange(series.Select(LineOf));
        return PdfPages.Of(lines, "Inputs " + run.InputsHash);
    }

    private static string Header() =>
        $"{"ISIN",-12} {"maturity",-10} T {"spread",7} {"PV coup.",9} {"PV redem.",9} {"dirty",9} {"accrued",8} "
        + $"{"clean",9} {"yield",7} {"dur.",6} {"DV01",7} " + string.Join(' ', Shown.Select(item => $"{item.Name,8}"));

    private static string LineOf(PricedSeries series)
    {
        var price = series.Price;
        var shocks = Shown.Select(item => price.Scenarios[IndexOf(item.Scenario)] - price.Dirty);
        var yield = price.Yield is { } share ? Line($"{100 * share,7:F3}") : $"{"-",7}";
        return Line($"{series.Isin,-12} {series.MaturityDate:yyyy-MM-dd} {series.Tier} {100 * price.Spread,7:F3} ")
            + Line($"{price.Coupons,9:F4} {price.Redemption,9:F4} {price.Dirty,9:F4} {price.Accrued,8:F4} ")
            + Line($"{price.Clean,9:F4} {yield} {price.Duration,6:F2} {price.Dv01,7:F4} ")
            + string.Join(' ', shocks.Select(change => Line($"{change,8:F4}")));
    }

    private static int IndexOf(CurveScenario scenario) => CurveScenario.Standard.ToList().IndexOf(scenario);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
