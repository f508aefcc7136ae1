using CitizenBonds.Application.Issuers;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Issuers;

/// <summary>Deficits and projects, what covered them, and what is still open.</summary>
public sealed partial class IssuerPurposes
{
    [Parameter, EditorRequired] public required IReadOnlyList<IssuerPurpose> Purposes { get; set; }

    private static string Language => SiteCulture.CurrentLanguage;

    private List<ChartPoint> StillOpen =>
    [
        .. Purposes.Select(purpose =>
        {
            var open = Math.Max(0, purpose.Amount.MinorUnits - purpose.Covered.MinorUnits);
            return new ChartPoint(purpose.Name.In(Language), open, Formats.Brief(Money.FromYen(open)));
        }),
    ];
}
