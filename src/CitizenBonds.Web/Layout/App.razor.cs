using CitizenBonds.Web.Assets;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

/// <summary>The document of signed-in pages. Public pages have their own: <see cref="PublicDocument"/>.</summary>
public sealed partial class App
{
    [Inject] public required SiteAssets Files { get; init; }
}
