using CitizenBonds.Application.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

public sealed partial class IssuesTable
{
    [Parameter, EditorRequired] public required IReadOnlyList<IssueLine> Issues { get; set; }

    [Parameter, EditorRequired] public required string Caption { get; set; }

    /// <summary>Where a line leads, from the issue's id.</summary>
    [Parameter, EditorRequired] public required Func<long, string> Address { get; set; }
}
