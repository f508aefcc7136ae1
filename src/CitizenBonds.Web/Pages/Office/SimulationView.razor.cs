using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>What an issue would mean for its issuer: limits, yield, debt service.</summary>
public sealed partial class SimulationView
{
    /// <summary>More years than a chart shows are in the table only.</summary>
    private const int BarsMax = 20;

    [Parameter, EditorRequired] public required IssueSimulation Simulation { get; set; }

    private IReadOnlyList<DebtServiceYear> Years => Simulation.Years;

    private IReadOnlyList<ChartPoint> Bars => Years.Count > BarsMax
        ? []
        : [.. Years.Select(year => new ChartPoint(
            Text(year.FiscalYear), year.Total.MinorUnits, Formats.Brief(year.Total)))];

    private string ShareText(decimal? share, Money limit) => share is { } used
        ? W["Office.ShareOfLimit", Formats.Percent(Math.Round(used * 100, 1), decimalsMin: 1), Formats.Exact(limit)]
        : W["Office.NoLimit"];

    private string Comparison(YieldComparison yield)
    {
        if (yield.Issue is not { } issue) return W["Office.NoYield"];
        var difference = Math.Round(issue - yield.Expected, 2);
        var size = Formats.Percent(Math.Abs(difference));
        return difference switch
        {
            > 0 => W["Office.PaysMore", size],
            < 0 => W["Office.PaysLess", size],
            _ => W["Office.PaysTheSame"],
        };
    }

    private Money UsedBefore(decimal? share, Money limit)
    {
        // The share counts this issue; what was used before is the rest, for drawing only.
        var used = (long)((share ?? 0) * limit.MinorUnits) - Simulation.FaceValue.MinorUnits;
        return Money.FromYen(Math.Max(0, used));
    }

    private static string Text(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
