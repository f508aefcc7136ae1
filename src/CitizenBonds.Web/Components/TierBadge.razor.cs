using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>A credit tier as letter and words.</summary>
public sealed partial class TierBadge
{
    /// <summary>"A" to "E".</summary>
    [Parameter, EditorRequired] public required string Letter { get; set; }
}
