using CitizenBonds.Application.Portfolio;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>The calendar of what is paid to me, to the yen.</summary>
public sealed partial class PaymentsPage
{
    private IReadOnlyList<UpcomingPayment> _payments = [];

    [Inject] public required PortfolioQueries Portfolio { get; init; }

    protected override async Task LoadAsync() =>
        _payments = (await Portfolio.FindAsync(UserId, Cancelled))?.Payments ?? [];
}
