using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>One's own applications, with what can still be done about each.</summary>
public sealed partial class ApplicationsPage
{
    private IReadOnlyList<ApplicationLine> _applications = [];

    [Inject] public required PortfolioQueries Portfolio { get; init; }

    [Inject] public required ApplicationTicketQueries Tickets { get; init; }

    [Inject] public required WithdrawApplication Withdrawal { get; init; }

    [SupplyParameterFromForm(FormName = "withdraw")] public string? Isin { get; set; }

    protected override async Task LoadAsync() =>
        _applications = await Portfolio.ApplicationsAsync(UserId, Now, Cancelled);

    private async Task WithdrawAsync()
    {
        var ticket = await Tickets.FindAsync(UserId, Clean(Isin, 20), Now, Cancelled);
        Refused = ticket is null
            ? Application.Commands.Refusal.Of(SaleRefusal.NothingToWithdraw)
            : (await Withdrawal.ExecuteAsync(new(ticket.IssueId), Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.Applications, "withdrawn"));
    }

    private static Tone ToneOf(ApplicationState state) => state switch
    {
        ApplicationState.Active => Tone.Active,
        ApplicationState.Allotted => Tone.Good,
        ApplicationState.NotAllotted or ApplicationState.Returned => Tone.Warning,
        _ => Tone.Neutral,
    };
}
