using System.Globalization;
using CitizenBonds.Application.Mining;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>One's mining bonds: each coupon exactly, what was paid, and the steps of a call.</summary>
public sealed partial class OwnMiningPage
{
    private OwnMining _own = new(Money.FromSatoshi(0), []);

    [Inject] public required OwnMiningQueries Queries { get; init; }

    [Inject] public required AcceptCall Accepting { get; init; }

    [SupplyParameterFromForm(FormName = "sell")] public string? IssueId { get; set; }

    [SupplyParameterFromForm(FormName = "sell")] public string? Tokens { get; set; }

    protected override async Task LoadAsync() => _own = await Queries.FindAsync(UserId, Cancelled);

    private async Task SellAsync()
    {
        _ = long.TryParse(IssueId, NumberStyles.None, CultureInfo.InvariantCulture, out var issueId);
        var outcome = await Accepting.ExecuteAsync(new(issueId, Tokens), Key, UserId, Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(Urls.OwnMining, "sold"));
    }
}
