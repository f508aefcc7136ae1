using CitizenBonds.Application.Disclosure;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Filings;

/// <summary>The public counter of days late: zero when nothing is late, every late item listed.</summary>
public sealed partial class OverdueFilings
{
    [Parameter, EditorRequired] public required IReadOnlyList<OverdueFiling> Filings { get; set; }

    private long Days => Filings.Sum(filing => (long)filing.DaysLate);
}
