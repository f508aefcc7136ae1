using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>
/// Forward and back to the start. Pages are found by the last key seen, so none is ever skipped or repeated.
/// </summary>
public sealed partial class KeysetPager
{
    /// <summary>Null on the first page.</summary>
    [Parameter] public string? First { get; set; }

    /// <summary>Null on the last page.</summary>
    [Parameter] public string? Next { get; set; }

    [Parameter] public string? Label { get; set; }
}
