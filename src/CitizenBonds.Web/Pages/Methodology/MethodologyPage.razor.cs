using CitizenBonds.Application.Credit;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Credit;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Methodology;

/// <summary>The models, with examples under the credit policy in force.</summary>
public sealed partial class MethodologyPage
{
    private CreditPolicy _policy = CreditPolicy.Default; // Until the one in force is read.

    [Inject] public required PolicyQueries Policies { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    protected override async Task OnInitializedAsync() =>
        _policy = (await Policies.DeskAsync(Clock.GetUtcNow(), CancellationToken.None)).InForce;
}
