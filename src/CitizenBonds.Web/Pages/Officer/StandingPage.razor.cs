using CitizenBonds.Application.Credit;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Officer;

public sealed partial class StandingPage
{
    private CreditStanding? _standing;

    [Inject] public required CreditStandingQueries Queries { get; init; }

    protected override async Task OnInitializedAsync()
    {
        if (Actor.IssuerId is { } issuerId) _standing = await Queries.OfIssuerAsync(issuerId, Now, Cancelled);
        if (_standing is null) Navigation.NotFound();
    }
}
