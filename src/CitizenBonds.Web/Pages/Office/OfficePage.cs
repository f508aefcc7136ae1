using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>
/// What the pages of officers, approvers and the treasury share: who asks, when, and how a form answers.
/// </summary>
public abstract class OfficePage : ComponentBase
{
    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required PortalClock Clock { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>Posted by every form that changes something; made anew with every rendered form.</summary>
    [SupplyParameterFromForm] public string? Key { get; set; }

    /// <summary>What the form before this one did, named in the address after it: "saved", "opened".</summary>
    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }

    protected Actor Actor => Http.User.GetActor();

    protected CancellationToken Cancelled => Http.RequestAborted;

    protected DateTimeOffset Now => Clock.GetUtcNow();

    protected string FreshKey { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The posted key, or one that was never used when a form came without.</summary>
    protected string PostedKey => Key is { Length: 32 } key ? key : FreshKey;

    /// <summary>Leaves the form behind, so that neither reload nor back sends it again.</summary>
    protected void GoTo(string address) => Navigation.NavigateTo(address);
}
