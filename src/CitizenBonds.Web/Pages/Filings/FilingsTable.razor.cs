using CitizenBonds.Application.Disclosure;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Filings;

public sealed partial class FilingsTable
{
    [Parameter, EditorRequired] public required IReadOnlyList<PublicFiling> Filings { get; set; }

    [Parameter, EditorRequired] public required string Caption { get; set; }
}
