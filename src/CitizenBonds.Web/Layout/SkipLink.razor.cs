using CitizenBonds.Web.Endpoints.PublicPages;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

/// <summary>The first stop of the tab key. The address is needed because the document has a base.</summary>
public sealed partial class SkipLink
{
    [CascadingParameter] public PublicRequest? Request { get; set; }

    [Inject] public required NavigationManager Navigation { get; init; }

    private string Address => Request?.Address ?? "/" + Navigation.ToBaseRelativePath(Navigation.Uri);
}
