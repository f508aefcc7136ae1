using CitizenBonds.Application.Demo;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages;

/// <summary>How far the demonstration is built.</summary>
public sealed partial class BuildingPage
{
    [Inject] public required PortalReadiness Readiness { get; init; }

    private PortalReadiness.Progress Progress => Readiness.Now;
}
