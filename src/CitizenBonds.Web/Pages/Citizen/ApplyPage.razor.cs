using System.Globalization;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>
/// The order ticket: amount, before the first order the loss simulation, review, confirmation. What is typed is kept in
/// the database from the first screen on.
/// </summary>
public sealed partial class ApplyPage
{
    private const string Yen = "yen";
    private const string Tokens = "tokens";

    private ApplicationTicket? _ticket;
    private Quantity? _review;
    private Quantity? _losses;

    [Parameter] public required string Isin { get; set; }

    /// <summary>"review" or "done"; anything else is the first screen.</summary>
    [SupplyParameterFromQuery(Name = "step")] public string? Step { get; set; }

    [SupplyParameterFromForm(FormName = "amount")] public string? Amount { get; set; }

    [SupplyParameterFromForm(FormName = "amount")] public string? Unit { get; set; }

    [SupplyParameterFromForm(FormName = "confirm", Name = "Quantity")] public string? ConfirmedQuantity { get; set; }

    [Inject] public required ApplicationTicketQueries Tickets { get; init; }

    [Inject] public required SaveApplicationDraft Drafts { get; init; }

    [Inject] public required SeeLossSimulation LossSimulation { get; init; }

    [Inject] public required ApplyForIssue Applying { get; init; }

    private string Title => _ticket?.Title.In(Language) ?? "";

    private bool IsConfirmed => Step == "done" && _ticket?.Applied is not null;

    private string AmountTyped => Amount ?? _ticket?.Draft?.QuantityText
        ?? _ticket?.Applied?.Tokens.ToString(CultureInfo.InvariantCulture) ?? "";

    private string UnitChosen => (Unit, _ticket?.Draft, _ticket?.Applied) switch
    {
        (Yen or Tokens, _, _) => Unit,
        (_, { } draft, _) => draft.IsInYen ? Yen : Tokens,
        (_, _, { }) => Tokens,
        _ => Yen,
    };

    private Choice[] Units => [new(Yen, W["Citizen.InYen"]), new(Tokens, W["Citizen.InTokens"])];

    private bool IsAuction => _ticket?.SaleMethod == SaleMethod.Auction;

    private string AppliedText => _ticket?.Applied is { } applied
        ? W["Citizen.AppliedText", Formats.Number(applied.Tokens), Formats.Exact(_ticket.Price * applied)]
        : "";

    private string AmountHint => W["Citizen.AmountHint", Formats.Exact(_ticket!.Price)]; // Only drawn with a ticket.

    protected override async Task LoadAsync()
    {
        _ticket = await Tickets.FindAsync(UserId, Isin, Now, Cancelled);
        if (_ticket is null) Navigation.NotFound();
        if (Step != "review" || _ticket?.Draft is not { } draft) return;
        if (QuantityOf(draft.QuantityText, draft.IsInYen) is not { } quantity) return;
        if (ApplicationRefusals.FindBeforeSimulation(_ticket, quantity) is not null) return;
        if (_ticket.DecisionFor(quantity).Refusal is ApplicationRefusal.LossSimulationNotSeen) _losses = quantity;
        else _review = quantity;
    }

    private async Task SaveAmountAsync()
    {
        if (_ticket is null) return;
        var typed = Clean(Amount, SaveApplicationDraft.TextLengthMax);
        var isInYen = Unit != Tokens;
        await Drafts.ExecuteAsync(new(_ticket.IssueId, typed, isInYen), UserId, Now, Cancelled);
        if (QuantityOf(typed, isInYen) is not { } quantity)
        {
            Errors.Add((nameof(Amount), W["Citizen.AmountUnreadable"]));
            return;
        }

        Refused = ApplicationRefusals.FindBeforeSimulation(_ticket, quantity);
        if (Refused is null) GoTo(CitizenUrls.Review(_ticket.Isin));
    }

    private async Task SeeLossesAsync()
    {
        if (_ticket is null) return;
        Refused = (await LossSimulation.ExecuteAsync(UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.Review(_ticket.Isin));
    }

    private async Task ConfirmAsync()
    {
        if (_ticket is null) return;
        if (!long.TryParse(ConfirmedQuantity, NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
        {
            Errors.Add((nameof(Amount), W["Citizen.AmountUnreadable"]));
            return;
        }

        Refused = (await Applying.ExecuteAsync(
            new(_ticket.IssueId, quantity), Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.Confirmed(_ticket.Isin));
    }

    /// <summary>Yen buy whole tokens: rounded down, so that it never costs more than was typed.</summary>
    private Quantity? QuantityOf(string typed, bool isInYen)
    {
        if (_ticket is null || TypedNumber.Parse(typed) is not { } number) return null;
        var tokens = isInYen ? number / _ticket.Price.MinorUnits : number;
        return tokens == 0 ? null : Quantity.FromTokens(tokens);
    }

    private string ConfirmText(ApplicationTicket ticket, Quantity quantity) => W[
        ticket.Applied is null ? "Citizen.ConfirmButton" : "Citizen.ConfirmChangeButton",
        Formats.Exact(ticket.Price * quantity)];

    private static Quantity? NearestOf(Application.Commands.Refusal refusal) =>
        refusal.Arguments.GetValueOrDefault("nearest") is Quantity { Tokens: > 0 } nearest ? nearest : null;

    private static bool MayDeclareMore(Application.Commands.Refusal refusal) =>
        refusal.Is(ApplicationRefusal.AboveFirstPhaseLimit) || refusal.Is(ApplicationRefusal.AboveSecondPhaseLimit);

    private static GuidedStep? StepFor(Application.Commands.Refusal refusal)
    {
        if (refusal.Is(ApplicationRefusal.IdentityNotChecked)) return GuidedStep.Identity;
        if (refusal.Is(ApplicationRefusal.KnowledgeTestMissing) || refusal.Is(ApplicationRefusal.KnowledgeTestTooOld))
            return GuidedStep.Knowledge;
        return refusal.Is(ApplicationRefusal.CashTooLow) ? GuidedStep.Fund : null;
    }
}
