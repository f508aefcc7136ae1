using CitizenBonds.Application.Offerings;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Officer;

public sealed partial class OfficerIssuesPage
{
    private IReadOnlyList<IssueLine> _issues = [];
    private IReadOnlyList<DraftLine> _drafts = [];
    private string? _refusal;

    [Inject] public required IssueDeskQueries Desk { get; init; }

    [Inject] public required StartIssueDraft StartDraft { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _issues = await Desk.OfIssuerAsync(Actor, Cancelled);
        _drafts = await Desk.OpenDraftsAsync(Actor, Cancelled);
    }

    private async Task StartAsync()
    {
        var outcome = await StartDraft.ExecuteAsync(new(new IssueDraftFields()), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.OfficerDraft(outcome.ValueOrThrow.DraftId));
    }

    private string TitleOf(DraftLine draft)
    {
        var title = Bilingual.Of(draft.TitleJa, draft.TitleEn);
        return title.Length > 0 ? title : W["Office.Untitled"];
    }
}
