using CitizenBonds.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>One limit: what is used of it and, in another colour, what an issue would add. For drawing only.</summary>
public sealed partial class ShareBar
{
    private const double Width = 480;

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>The bar as a sentence.</summary>
    [Parameter, EditorRequired] public required string Summary { get; set; }

    [Parameter, EditorRequired] public required Money Limit { get; set; }

    [Parameter, EditorRequired] public required Money Used { get; set; }

    [Parameter] public Money Added { get; set; }

    private bool IsOver => Used + Added > Limit;

    private double UsedWidth => WidthOf(Used);

    private double AddedWidth => Math.Min(Width - UsedWidth, WidthOf(Added));

    private double WidthOf(Money amount) =>
        Limit.IsPositive ? Math.Min(Width, Width * amount.MinorUnits / Limit.MinorUnits) : 0;
}
