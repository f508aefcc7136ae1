using System.Globalization;
using CitizenBonds.Application.Credit;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>
/// An issuer's published figures, its tier with the sentence that explains it, its limits and what is used.
/// </summary>
public sealed partial class StandingView
{
    [Parameter, EditorRequired] public required CreditStanding Standing { get; set; }

    private string TierSentence => Standing.Assessment switch
    {
        CreditAssessment.Rated { Deciding: { IsCrossed: true } line } => W[
            "Office.TierCrossed",
            W.Of(line.Line.Indicator),
            Line(line.Value),
            Line(line.LinePercent),
            W.Of(line.Line.Origin)],
        CreditAssessment.Rated { Deciding: var line } => W[
            "Office.TierNotCrossed", W.Of(line.Line.Indicator), Line(line.Value), Line(line.LinePercent)],
        CreditAssessment.MissingData missing => W[
            "Office.TierMissing", string.Join(", ", missing.Missing.Select(indicator => W.Of(indicator)))],
        _ => W["Office.TierNone"],
    };

    private string UsedText(Money used, Money limit) => limit.IsPositive
        ? W["Office.UsedOfLimit", Formats.Exact(used), Share(used, limit), Formats.Exact(limit)]
        : W["Office.NoLimit"];

    private string Percent(decimal? value) => value is { } percent ? Line(percent) : W["Office.NotPublished"];

    private static string Line(decimal percent) => Formats.Percent(percent, decimalsMin: 1);

    private static string Share(Money used, Money limit) =>
        Formats.Percent(Math.Round(100m * used.MinorUnits / limit.MinorUnits, 1), decimalsMin: 1);

    private IReadOnlyList<LimitLine> LinesOf(IssuanceLimit limit) =>
    [
        new(W["Office.YearlyLimitOf", Standing.FiscalYear], limit.NewPerYearMax, Standing.NewThisYear),
        new(W["Office.OutstandingLimit"], limit.OutstandingMax, Standing.Outstanding),
    ];

    private static string Index(decimal index) => index.ToString("0.00", CultureInfo.InvariantCulture);
}
