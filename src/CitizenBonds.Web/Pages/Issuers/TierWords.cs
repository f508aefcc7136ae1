using CitizenBonds.Domain.Credit;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Issuers;

/// <summary>A tier in one sentence: which figure decided, what it is, and where the line lies.</summary>
internal static class TierWords
{
    public static string SentenceOf(Words words, CreditAssessment? assessment) => assessment switch
    {
        CreditAssessment.Rated rated => SentenceOf(words, rated),
        CreditAssessment.MissingData missing => words[
            "Issuers.MissingData",
            missing.Indicators.FiscalYear,
            string.Join(SiteCulture.IsJapanese ? "、" : ", ", missing.Missing.Select(indicator => words.Of(indicator)))],
        _ => words["Issuers.NotAssessed"],
    };

    private static string SentenceOf(Words words, CreditAssessment.Rated rated) => words[
        rated.Deciding.IsCrossed ? "Issuers.TierBecause" : "Issuers.TierNearest",
        rated.Tier,
        words.Of(rated.Deciding.Line.Indicator),
        Formats.Percent(rated.Deciding.Value, 1),
        Formats.Percent(rated.Deciding.LinePercent, 1),
        words.Of(rated.Deciding.Line.Origin),
        rated.Indicators.FiscalYear];
}
