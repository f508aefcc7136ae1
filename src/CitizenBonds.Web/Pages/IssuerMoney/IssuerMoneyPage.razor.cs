using System.Globalization;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Operations;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.IssuerMoney;

/// <summary>The account of the issuer one acts for: what is on it, what it must pay, and how to fill it.</summary>
public sealed partial class IssuerMoneyPage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private IssuerMoneyView _money = new(new("", ""), Money.FromYen(0), [], []);
    private Application.Commands.Refusal? _refused;

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    [Inject] public required IssuerMoneyQueries Queries { get; init; }

    [Inject] public required RequestDeposit Deposit { get; init; }

    [SupplyParameterFromQuery(Name = "done")] public string? Done { get; set; }

    [SupplyParameterFromForm(FormName = "deposit")] public string? DepositYen { get; set; }

    [SupplyParameterFromForm(FormName = "deposit", Name = "Key")] public string? PostedKey { get; set; }

    /// <summary>The issuer comes from the signed-in person only.</summary>
    private Actor Actor => Http.User.GetActor();

    private long IssuerId => Actor.IssuerId
        ?? throw new InvalidOperationException("The policy let a person pass who acts for no issuer.");

    private string? AmountError => _errors.Find(error => error.Name == nameof(DepositYen)).Text;

    private string? Suggested =>
        _money.Missing.IsPositive ? _money.Missing.MinorUnits.ToString(CultureInfo.InvariantCulture) : null;

    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        _money = await Queries.ReadAsync(IssuerId, Clock.GetUtcNow(), Http.RequestAborted);
        await base.SetParametersAsync(ParameterView.Empty);
    }

    private async Task DepositAsync()
    {
        if (TypedNumber.Parse(DepositYen) is not { } yen)
        {
            _errors.Add((nameof(DepositYen), W["Operator.AmountUnreadable"]));
            return;
        }

        var key = Guid.TryParseExact(PostedKey, "N", out var posted) ? posted : Guid.NewGuid();
        var outcome = await Deposit.ExecuteAsync(
            new(yen, IssuerId), $"issuer-{Actor.UserId:N}-{key:N}", Actor.UserId, Clock.GetUtcNow(),
                Http.RequestAborted);
        _refused = outcome.AsRefusal;
        if (_refused is not null) return;
        var isBooked = outcome.ValueOrThrow.State == BankMovementState.Executed;
        Navigation.NavigateTo(
            ConsoleUrls.WithDone(ConsoleUrls.IssuerMoney, isBooked ? "deposit-booked" : "deposit-announced"));
    }
}
