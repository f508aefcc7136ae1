using CitizenBonds.Application.Time;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.About;

/// <summary>What this is and who answers for it.</summary>
public sealed partial class AboutPage
{
    [Inject] public required PortalClock Clock { get; init; }
}
