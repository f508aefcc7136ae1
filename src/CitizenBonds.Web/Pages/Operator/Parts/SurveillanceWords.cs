using CitizenBonds.Domain.Market.Surveillance;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Operator.Parts;

/// <summary>The sums of a hit in one sentence.</summary>
internal static class SurveillanceWords
{
    private const decimal Whole = 1_000_000;

    public static string SumOf(Words words, SurveillanceHit hit) => words[
        $"Surveillance.Sum.{hit.Rule}",
        Formats.Number(hit.Tokens),
        hit.Rule == SurveillanceRule.Layering
            ? $"{Formats.Number(hit.MeasurePpm / 1_000_000)}×"
            : Formats.Percent(hit.MeasurePpm * 100 / Whole, decimalsMin: 0)];
}
