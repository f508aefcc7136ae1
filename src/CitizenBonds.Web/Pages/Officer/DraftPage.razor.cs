using System.Globalization;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Officer;

/// <summary>
/// The editor of a draft: a plain form that saves and submits without scripts. With scripts the fields inside it are
/// checked, simulated and saved while one types.
/// </summary>
public sealed partial class DraftPage
{
    private readonly List<(string Name, string Text)> _errors = [];
    private readonly Guid _freshEditor = Guid.NewGuid();
    private DraftDetail? _draft;
    private string? _refusal;
    private bool _showMissing;

    [Parameter] public long Id { get; set; }

    [Inject] public required IssueDeskQueries Desk { get; init; }

    [Inject] public required SaveIssueDraft Save { get; init; }

    [Inject] public required SubmitIssue Submit { get; init; }

    [SupplyParameterFromForm(FormName = "draft")] public IssueDraftFields? Form { get; set; }

    [SupplyParameterFromForm(FormName = "draft")] public string? Version { get; set; }

    /// <summary>The editor that was on the page: its own saves on their way do not refuse the form.</summary>
    [SupplyParameterFromForm(FormName = "draft")] public string? Editor { get; set; }

    /// <summary>"save" or "submit".</summary>
    [SupplyParameterFromForm(FormName = "draft")] public string? Do { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _draft = await Desk.FindDraftAsync(Id, Actor, Cancelled);
        if (_draft is null) Navigation.NotFound();
    }

    private async Task AnswerAsync()
    {
        if (_draft is null || Form is null) return;
        var version = int.TryParse(Version, NumberStyles.None, CultureInfo.InvariantCulture, out var shown) ? shown : 0;
        _ = Guid.TryParseExact(Editor, "N", out var editor);
        var saved = await Save.ExecuteAsync(new(Id, version, Form, editor, IsLast: true), Actor, Now, Cancelled);
        if (saved.AsRefusal is { } refusal)
        {
            // What was typed stays in the form; saving once more puts it over the newer version.
            _refusal = RefusalSentence.Of(W, refusal);
            return;
        }

        if (Do != "submit")
        {
            GoTo(Urls.Done(Urls.OfficerDraft(Id), "saved"));
            return;
        }

        await SubmitAsync(saved.ValueOrThrow);
    }

    private async Task SubmitAsync(SavedDraft saved)
    {
        var submitted = await Submit.ExecuteAsync(new(Id, saved.Version), PostedKey, Actor, Now, Cancelled);
        if (submitted.AsRefusal is not { } refusal)
        {
            GoTo(Urls.Done(Urls.OfficerIssue(submitted.ValueOrThrow.IssueId), "submitted"));
            return;
        }

        _draft = await Desk.FindDraftAsync(Id, Actor, Cancelled);
        _showMissing = true;
        _refusal = RefusalSentence.Of(W, refusal);
        var rules = SaleTimeLimits.For(Clock.IsDemo);
        // Both were there.
        var reading = IssueDraftCheck.Read(Form!, new DraftSurroundings(Now, rules, _draft!.Purposes));
        _errors.AddRange(reading.Faults.Select(
            fault => (
                IssueEditor.NameOf(fault.Field),
                $"{W[$"Office.{fault.Field}"]}: {RefusalSentence.Of(W, fault.Refusal)}")));
    }
}
