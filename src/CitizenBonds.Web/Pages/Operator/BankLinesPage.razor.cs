using CitizenBonds.Application;
using CitizenBonds.Application.Banking;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Layout;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>Deposits nobody announced: booked from the bank statement, those without an owner assigned later.</summary>
public sealed partial class BankLinesPage
{
    private IReadOnlyList<SuspenseLine> _lines = [];
    private SuspenseLine? _open;

    [Inject] public required BankLineQueries Queries { get; init; }

    [Inject] public required PortalRules Rules { get; init; }

    [Inject] public required BookBankLine Book { get; init; }

    [Inject] public required AssignBankLine Assign { get; init; }

    [Inject] public required ReturnBankLine Return { get; init; }

    [SupplyParameterFromQuery(Name = "id")] public long? Id { get; set; }

    [SupplyParameterFromForm(FormName = "line")] public string? BankReference { get; set; }

    [SupplyParameterFromForm(FormName = "line")] public string? Amount { get; set; }

    [SupplyParameterFromForm(FormName = "line")] public string? Message { get; set; }

    [SupplyParameterFromForm(FormName = "assign")] public string? DepositCode { get; set; }

    [SupplyParameterFromForm(FormName = "return")] public string? ReturnReference { get; set; }

    private List<ConsoleItem> Items =>
    [
        .. _lines.Select(line => new ConsoleItem(
            ConsoleUrls.BankLine(line.Id), line.BankReference, Formats.Brief(line.Amount))),
    ];

    protected override async Task LoadAsync()
    {
        _lines = await Queries.InSuspenseAsync(UserId, Cancelled);
        _open = _lines.FirstOrDefault(line => line.Id == Id);
    }

    private async Task BookAsync()
    {
        if (TypedNumber.Parse(Amount) is not { } yen)
        {
            Errors.Add((nameof(Amount), W["Operator.AmountUnreadable"]));
            return;
        }

        var outcome = await Book.ExecuteAsync(
            new(BankReference ?? "", yen, Message ?? ""), Key, UserId, Now, Cancelled);
        Answer(outcome.AsRefusal, () => outcome.ValueOrThrow switch
        {
            { NeedsSecondPerson: true } => "first-approved",
            { State: BankLineState.InSuspense } => "in-suspense",
            _ => "booked",
        });
    }

    private async Task AssignAsync()
    {
        var outcome = await Assign.ExecuteAsync(new(Id ?? 0, DepositCode ?? ""), Key, UserId, Now, Cancelled);
        Answer(outcome.AsRefusal, () => outcome.ValueOrThrow.NeedsSecondPerson ? "first-approved" : "assigned");
    }

    private async Task ReturnAsync()
    {
        var outcome = await Return.ExecuteAsync(new(Id ?? 0, ReturnReference ?? ""), Key, UserId, Now, Cancelled);
        Answer(outcome.AsRefusal, () => outcome.ValueOrThrow.NeedsSecondPerson ? "first-approved" : "returned");
    }

    private void Answer(Application.Commands.Refusal? refusal, Func<string> done)
    {
        Refused = refusal;
        if (refusal is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.BankLines, done()));
    }
}
