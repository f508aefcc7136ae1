using System.Globalization;
using CitizenBonds.Application.Issuers;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Issuers;

/// <summary>Published figures by fiscal year, with the tier of each: the tier's history.</summary>
public sealed partial class IssuerFigures
{
    [Parameter, EditorRequired] public required IReadOnlyList<IssuerYear> Years { get; set; }

    private string Source => string.Join(", ", Years.Select(year => year.Source).Distinct());

    /// <summary>Oldest first; years without the figure are left out.</summary>
    private List<ChartPoint> DebtService =>
    [
        .. Years.Reverse().Where(year => year.Figures.RealDebtServiceRatio is not null).Select(year => new ChartPoint(
            year.Figures.FiscalYear.ToString(CultureInfo.InvariantCulture),
            (double)year.Figures.RealDebtServiceRatio!.Value, // Not null: filtered.
            Percent(year.Figures.RealDebtServiceRatio))),
    ];

    private static string Percent(decimal? percent) => percent is { } value ? Formats.Percent(value, 1) : "–";
}
