using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>What was asked, why not, and the nearest thing that is allowed, as sentences with amounts.</summary>
public sealed partial class Refusal
{
    [Parameter] public string? Title { get; set; }

    /// <summary>"You asked for ¥400,000."</summary>
    [Parameter] public string? Asked { get; set; }

    /// <summary>"Until your first coupon your limit for one issue is ¥150,000."</summary>
    [Parameter, EditorRequired] public required string Why { get; set; }

    /// <summary>"Apply for ¥150,000?"; null when nothing near is allowed.</summary>
    [Parameter] public string? Nearest { get; set; }

    /// <summary>The button or link that does the nearest thing.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }
}
