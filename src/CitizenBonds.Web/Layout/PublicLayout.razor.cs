using CitizenBonds.Web.Endpoints.PublicPages;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

public sealed partial class PublicLayout
{
    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Parameter] public RenderFragment? ChildContent { get; set; }
}
