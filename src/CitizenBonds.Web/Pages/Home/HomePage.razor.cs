using CitizenBonds.Application.Home;
using CitizenBonds.Application.Time;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Home;

/// <summary>
/// What this is, three live figures, what can be bought now, what happened last, and how to check it.
/// </summary>
public sealed partial class HomePage
{
    private HomeView? _view;

    [Inject] public required HomeQueries Queries { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private string PaidNote(HomeView view) => view.PaymentsMade == 0
        ? W["Home.NothingDue"]
        : W["Home.PaidNote", Formats.Number(view.PaymentsOnTime), Formats.Number(view.PaymentsMade)];

    // One snapshot serves everyone who waits, so nobody's cancellation may end the reading.
    protected override async Task OnInitializedAsync() =>
        _view = await Queries.ReadAsync(Clock.GetUtcNow(), CancellationToken.None);
}
