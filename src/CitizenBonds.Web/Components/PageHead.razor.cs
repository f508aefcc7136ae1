using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>The title in the browser, and the sentence search engines show.</summary>
public sealed partial class PageHead
{
    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter] public string? Description { get; set; }
}
