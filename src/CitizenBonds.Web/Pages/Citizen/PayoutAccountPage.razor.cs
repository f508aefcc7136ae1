using CitizenBonds.Application.Banking;
using CitizenBonds.Domain.Banking;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>The bank account I am paid out to. Shown masked; changed with the password only.</summary>
public sealed partial class PayoutAccountPage
{
    private MaskedPayoutAccount? _account;

    [SupplyParameterFromForm(FormName = "payout")] public string? BankCode { get; set; }

    [SupplyParameterFromForm(FormName = "payout")] public string? BranchCode { get; set; }

    [SupplyParameterFromForm(FormName = "payout")] public string? AccountKind { get; set; }

    [SupplyParameterFromForm(FormName = "payout")] public string? Number { get; set; }

    [SupplyParameterFromForm(FormName = "payout")] public string? Holder { get; set; }

    [SupplyParameterFromForm(FormName = "payout")] public string? Password { get; set; }

    [Inject] public required PayoutAccountQueries Accounts { get; init; }

    [Inject] public required ChangePayoutAccount Changing { get; init; }

    private static int WaitHours => (int)PayoutAccountRules.WaitAfterChange.TotalHours;

    private Choice[] Kinds =>
        [.. Enum.GetValues<PayoutAccountKind>().Select(kind => new Choice(kind.ToString(), W.Of(kind)))];

    protected override async Task LoadAsync() => _account = await Accounts.FindAsync(UserId, Cancelled);

    private async Task ChangeAsync()
    {
        var kind = Enum.GetValues<PayoutAccountKind>().FirstOrDefault(kind => kind.ToString() == AccountKind);
        Refused = (await Changing.ExecuteAsync(
            new(BankCode, BranchCode, kind, Number, Holder), Password ?? "", Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.PayoutAccount, "payout-account"));
    }
}
