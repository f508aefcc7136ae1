using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

/// <summary>Posts "2026-11-21" whatever the language.</summary>
public sealed partial class DateInput
{
    /// <summary>As "2026-11-21".</summary>
    [Parameter] public string? Earliest { get; set; }

    /// <summary>As "2026-11-21".</summary>
    [Parameter] public string? Latest { get; set; }
}
