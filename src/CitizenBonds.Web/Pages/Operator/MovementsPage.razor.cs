using System.Globalization;
using CitizenBonds.Application;
using CitizenBonds.Application.Banking;
using CitizenBonds.Application.Operations;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Layout;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>Deposits to book and withdrawals to approve; above the limit by two different persons.</summary>
public sealed partial class MovementsPage
{
    private IReadOnlyList<MovementView> _movements = [];
    private MovementView? _open;

    [Inject] public required MovementQueries Queries { get; init; }

    [Inject] public required PortalRules Rules { get; init; }

    [Inject] public required BookDeposit Book { get; init; }

    [Inject] public required ApproveBankMovement Approve { get; init; }

    [Inject] public required RefuseBankMovement Refuse { get; init; }

    [SupplyParameterFromQuery(Name = "id")] public long? Id { get; set; }

    [SupplyParameterFromForm(FormName = "book")] public string? Arrived { get; set; }

    [SupplyParameterFromForm(FormName = "book")] public string? BankReference { get; set; }

    [SupplyParameterFromForm(FormName = "refuse")] public string? Reason { get; set; }

    private bool MayBook => _open is { Direction: BankDirection.In, State: BankMovementState.Requested };

    private bool MayApprove => _open is { IsApprovedByReader: false } && !MayBook;

    private List<ConsoleItem> Items =>
        [.. _movements.Select(movement => new ConsoleItem(
            ConsoleUrls.Movement(movement.Id),
            W[movement.Direction == BankDirection.In ? "Operator.Deposit" : "Operator.Withdrawal"],
            Formats.Brief(movement.Amount)))];

    protected override async Task LoadAsync()
    {
        _movements = await Queries.WaitingAsync(UserId, Cancelled);
        _open = _movements.FirstOrDefault(movement => movement.Id == Id);
    }

    private string ApproveConsequence(MovementView movement)
    {
        if (movement.State == BankMovementState.FirstApproved)
            return W["Operator.SecondConsequence", Formats.Exact(movement.Amount)];
        return movement.Amount > Rules.TwoPersonLimit
            ? W["Operator.ApproveFirstConsequence", Formats.Exact(Rules.TwoPersonLimit)]
            : W["Operator.PayOutConsequence", Formats.Exact(movement.Amount)];
    }

    private async Task BookAsync()
    {
        if (TypedNumber.Parse(Arrived) is not { } yen)
        {
            Errors.Add((nameof(Arrived), W["Operator.AmountUnreadable"]));
            return;
        }

        var outcome = await Book.ExecuteAsync(new(Id ?? 0, yen, BankReference ?? ""), Key, UserId, Now, Cancelled);
        Answer(outcome.AsRefusal, () => DoneFor(outcome.ValueOrThrow, "booked"));
    }

    private async Task ApproveAsync()
    {
        var outcome = await Approve.ExecuteAsync(new(Id ?? 0), Key, UserId, Now, Cancelled);
        var executed = _open?.Direction == BankDirection.Out ? "paid-out" : "booked";
        Answer(outcome.AsRefusal, () => DoneFor(outcome.ValueOrThrow, executed));
    }

    private async Task RefuseAsync()
    {
        var outcome = await Refuse.ExecuteAsync(new(Id ?? 0, Reason ?? ""), Key, UserId, Now, Cancelled);
        Answer(outcome.AsRefusal, () => "movement-refused");
    }

    private void Answer(Application.Commands.Refusal? refusal, Func<string> done)
    {
        Refused = refusal;
        if (refusal is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.Money, done()));
    }

    private static string DoneFor(BankMovementResult result, string executed) =>
        result.State == BankMovementState.Executed ? executed : "first-approved";

    private static string Plain(Money amount) => amount.MinorUnits.ToString(CultureInfo.InvariantCulture);
}
