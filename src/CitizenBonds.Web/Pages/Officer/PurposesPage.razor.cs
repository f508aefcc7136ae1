using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Officer;

/// <summary>The deficits and projects that issues pay for.</summary>
public sealed partial class PurposesPage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private IReadOnlyList<PurposeView> _purposes = [];
    private string? _refusal;

    [Inject] public required PurposeQueries Purposes { get; init; }

    [Inject] public required OpenPurpose Open { get; init; }

    [SupplyParameterFromForm] public string? Kind { get; set; }

    [SupplyParameterFromForm] public string? NameJa { get; set; }

    [SupplyParameterFromForm] public string? NameEn { get; set; }

    [SupplyParameterFromForm] public string? FiscalYear { get; set; }

    [SupplyParameterFromForm] public string? Amount { get; set; }

    private IReadOnlyList<Choice> Kinds =>
        [.. Enum.GetValues<PurposeKind>().Select(kind => new Choice(kind.ToString(), W.Of(kind)))];

    protected override async Task OnInitializedAsync()
    {
        if (Actor.IssuerId is { } issuerId) _purposes = await Purposes.OfIssuerAsync(issuerId, Cancelled);
        else Navigation.NotFound();
    }

    private async Task OpenAsync()
    {
        var input = new OpenPurposeCommand(Kind, NameJa, NameEn, FiscalYear, Amount);
        _errors.AddRange(OpenPurpose.FindFaults(input, Now)
            .Select(fault => (fault.Field, $"{W[$"Office.{fault.Field}"]}: {RefusalSentence.Of(W, fault.Refusal)}")));
        if (_errors.Count > 0) return;
        var outcome = await Open.ExecuteAsync(input, PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.OfficerPurposes, "opened"));
    }

    private string? ErrorOf(string name) => _errors.Find(error => error.Name == name).Text;
}
