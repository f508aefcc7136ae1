using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>Deposits and withdrawals.</summary>
public sealed partial class MoneyPage
{
    private PortfolioView _portfolio = PortfolioView.Empty;
    private IReadOnlyList<BankMovementLine> _movements = [];
    private MaskedPayoutAccount? _account;

    [Inject] public required PortfolioQueries Portfolio { get; init; }

    [Inject] public required MoneyQueries Movements { get; init; }

    [Inject] public required PayoutAccountQueries Accounts { get; init; }

    [Inject] public required RequestDeposit Deposit { get; init; }

    [Inject] public required RequestWithdrawal Withdrawal { get; init; }

    [SupplyParameterFromForm(FormName = "deposit")] public string? DepositYen { get; set; }

    [SupplyParameterFromForm(FormName = "withdraw")] public string? WithdrawYen { get; set; }

    private long? Nearest =>
        Refused?.Arguments.GetValueOrDefault("nearest") is Money { IsPositive: true } money ? money.MinorUnits : null;

    protected override async Task LoadAsync()
    {
        _portfolio = await Portfolio.FindAsync(UserId, Cancelled) ?? PortfolioView.Empty;
        _movements = await Movements.MovementsAsync(UserId, Cancelled);
        _account = await Accounts.FindAsync(UserId, Cancelled);
    }

    private static MoneyDirection DirectionOf(BankMovementLine line) =>
        line.Direction == BankDirection.In ? MoneyDirection.In : MoneyDirection.Out;

    private async Task DepositAsync()
    {
        if (TypedNumber.Parse(DepositYen) is not { } yen)
        {
            Errors.Add((nameof(DepositYen), W["Citizen.AmountUnreadable"]));
            return;
        }

        var outcome = await Deposit.ExecuteAsync(new(yen), Key, UserId, Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is not null) return;
        var isBooked = outcome.ValueOrThrow.State == BankMovementState.Executed;
        GoTo(CitizenUrls.WithDone(CitizenUrls.Money, isBooked ? "deposit-booked" : "deposit-announced"));
    }

    private async Task WithdrawAsync()
    {
        if (TypedNumber.Parse(WithdrawYen) is not { } yen)
        {
            Errors.Add((nameof(WithdrawYen), W["Citizen.AmountUnreadable"]));
            return;
        }

        Refused = (await Withdrawal.ExecuteAsync(new(yen), Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.Money, "withdrawal-requested"));
    }
}
