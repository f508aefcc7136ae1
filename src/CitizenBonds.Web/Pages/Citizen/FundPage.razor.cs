using CitizenBonds.Application.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>The first deposit.</summary>
public sealed partial class FundPage
{
    [Inject] public required RequestDeposit Deposit { get; init; }

    [SupplyParameterFromForm(FormName = "fund")] public string? Amount { get; set; }

    private async Task SendAsync()
    {
        if (TypedNumber.Parse(Amount) is not { } yen)
        {
            Errors.Add((nameof(Amount), W["Citizen.AmountUnreadable"]));
            return;
        }

        var outcome = await Deposit.ExecuteAsync(new(yen), Key, UserId, Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is not null) return;
        GoTo(outcome.ValueOrThrow.State == BankMovementState.Executed
            ? CitizenUrls.WithDone(CitizenUrls.Start, "deposit-booked")
            : CitizenUrls.WithDone(CitizenUrls.Money, "deposit-announced"));
    }
}
