using CitizenBonds.Web.Assets;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

public sealed partial class DocumentHead
{
    [Inject] public required SiteAssets Files { get; init; }
}
