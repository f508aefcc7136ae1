using CitizenBonds.Application.Time;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Layout;

/// <summary>On every page of the demonstration: nobody may take it for the real thing.</summary>
public sealed partial class DemoBanner
{
    [Inject] public required PortalClock Clock { get; init; }
}
