using System.Globalization;
using CitizenBonds.Domain.Pricing.Series;

namespace CitizenBonds.Application.Pricing;

/// <summary>
/// The report for supervisors on paper, in English or Japanese: what the run rests on, the price of every series in
/// parts, its sensitivities and five scenarios. All scenarios and all digits are in the CSV, whose hash it names.
/// </summary>
internal static class PricingReportPdf
{
    private static readonly (string Name, CurveScenario Scenario)[] Shown =
    [
        ("+100bp", new(0.01, 0)), ("-100bp", new(-0.01, 0)), ("steeper", new(0, 0.005)), ("flatter", new(0, -0.005)),
        ("+100&stp", new(0.01, 0.005)),
    ];

    public static byte[] Of(
        PricingRunView run, IReadOnlyList<PricedSeries> series, string csvSha256, bool isJapanese)
    {
        List<string> lines = isJapanese ? InJapanese(run, csvSha256) : InEnglish(run, csvSha256);
        lines.Add(new('-', Header().Length));
        lines.AddRange(series.Select(LineOf));
        return PdfPages.Of(lines, "Inputs " + run.InputsHash);
    }

    private static List<string> InJapanese(PricingRunView run, string csvSha256) =>
        [
            "CitizenBonds - モデル価格とリスクの報告書",
            "",
            Line($"計算 {run.Id}、{run.PricedAt.UtcDateTime:yyyy-MM-dd HH:mm}Z 作成、対象日 {run.PricedOn:yyyy-MM-dd}"),
            Line($"国債の曲線 {run.CurveQuotedOn:yyyy-MM-dd}、モデルの版 {run.ModelVersion}、{run.Series} 銘柄"),
            $"入力の SHA-256: {run.InputsHash}",
            $"CSV の SHA-256:  {csvSha256}",
            "",
            "価格は額面100あたり。利回りと上乗せ幅は年率％、期間は年、DV01は額面100あたり。",
            "シナリオは経過利子込み価格の変化。価格はモデルの値であり、この価格で取引する義務は誰にもありません。",
            "",
            HeaderInJapanese(),
        ];

    private static List<string> InEnglish(PricingRunView run, string csvSha256) =>
        [
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
        ];

    private static string Header() =>
        $"{"ISIN",-12} {"maturity",-10} T {"spread",7} {"PV coup.",9} {"PV redem.",9} {"index+opt",9} "
        + $"{"dirty",9} {"accrued",8} {"clean",9} {"yield",7} {"dur.",6} {"DV01",7} "
        + string.Join(' ', Shown.Select(item => $"{item.Name,8}"));

    /// <summary>Under the same columns: a Japanese character is as wide as two others.</summary>
    private static string HeaderInJapanese() => string.Join(
        ' ',
        [
            "ISIN        ", "満期      ", "T", Right("上乗せ", 7), Right("利払い", 9), Right("償還", 9),
            Right("指数等", 9), Right("利子込み", 9), Right("経過利子", 8), Right("単価", 9), Right("利回り", 7),
            Right("期間", 6), Right("DV01", 7), Right("+100bp", 8), Right("-100bp", 8), Right("急傾斜", 8),
            Right("平坦化", 8), Right("複合", 8),
        ]);

    private static string Right(string text, int width) =>
        new string(' ', Math.Max(0, width - text.Sum(character => character > '~' ? 2 : 1))) + text;

    private static string LineOf(PricedSeries series)
    {
        var price = series.Price;
        var shocks = Shown.Select(item => price.Scenarios[IndexOf(item.Scenario)] - price.Dirty);
        var yield = price.Yield is { } share ? Line($"{100 * share,7:F3}") : $"{"-",7}";
        return Line($"{series.Isin,-12} {series.MaturityDate:yyyy-MM-dd} {series.Tier} {100 * price.Spread,7:F3} ")
            + Line($"{price.Coupons,9:F4} {price.Redemption,9:F4} {price.IndexExcess + price.OptionValue,9:F4} ")
            + Line($"{price.Dirty,9:F4} {price.Accrued,8:F4} {price.Clean,9:F4} ")
            + Line($"{yield} {price.Duration,6:F2} {price.Dv01,7:F4} ")
            + string.Join(' ', shocks.Select(change => Line($"{change,8:F4}")));
    }

    private static int IndexOf(CurveScenario scenario) => CurveScenario.Standard.ToList().IndexOf(scenario);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
