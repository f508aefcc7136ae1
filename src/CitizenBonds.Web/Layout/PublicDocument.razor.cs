using CitizenBonds.Web.Endpoints.PublicPages;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

/// <summary>The whole document of a public page: no cookie, nobody's name, and no script but of a page that moves.
/// </summary>
public sealed partial class PublicDocument
{
    [Parameter, EditorRequired] public required Type Page { get; set; }

    [Parameter] public IDictionary<string, object>? PageParameters { get; set; }

    [Parameter, EditorRequired] public required PublicRequest Request { get; set; }
}
