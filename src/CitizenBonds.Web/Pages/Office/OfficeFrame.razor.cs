using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Identity;
using CitizenBonds.Web.Layout;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>The work list of whoever is signed in, with one task beside it.</summary>
public sealed partial class OfficeFrame
{
    private const int DraftsShown = 8;

    private readonly List<ConsoleItem> _items = [];

    [Parameter] public string? Current { get; set; }

    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    [CascadingParameter] public required HttpContext Http { get; set; }

    [Inject] public required IssueDeskQueries Desk { get; init; }

    [Inject] public required BuybackQueries Programmes { get; init; }

    protected override async Task OnInitializedAsync()
    {
        var actor = Http.User.GetActor();
        if (actor.Is(PortalRole.IssuerOfficer)) await AddOfficerAsync(actor);
        if (actor.Is(PortalRole.IssuerApprover)) await AddApproverAsync(actor);
        if (actor.Is(PortalRole.Treasury)) await AddTreasuryAsync();
        if (actor.Is(PortalRole.RateSteward))
        {
            Add(Urls.Steward, "FairPrice.StewardTitle");
            Add(Urls.StewardVotes, "FairPrice.StewardVotes");
        }

        if (actor.Is(PortalRole.CentralBank)) await AddCentralBankAsync();
        if (actor.Is(PortalRole.Treasury) || actor.Is(PortalRole.Operator)) Add(Urls.Feeds, "Office.FeedsTitle");
    }

    private async Task AddOfficerAsync(Actor actor)
    {
        Add(Urls.Officer, "Office.StandingTitle");
        Add(Urls.OfficerIssues, "Office.IssuesTitle");
        Add(Urls.OfficerPurposes, "Office.PurposesTitle");
        Add(Urls.OfficerNotices, "Office.EventsTitle");
        foreach (var draft in (await Desk.OpenDraftsAsync(actor, Http.RequestAborted)).Take(DraftsShown))
        {
            var title = Bilingual.Of(draft.TitleJa, draft.TitleEn);
            var note = draft.IssueId is null ? W["Office.Draft"] : W["Office.SentBackNote"];
            _items.Add(new(Urls.OfficerDraft(draft.Id), title.Length > 0 ? title : W["Office.Untitled"], note));
        }
    }

    private async Task AddApproverAsync(Actor actor)
    {
        Add(Urls.Approver, "Office.ApprovalsTitle");
        foreach (var issue in await Desk.WaitingForApprovalAsync(actor, Http.RequestAborted))
        {
            _items.Add(new(
                Urls.ApproverIssue(issue.Id),
                Bilingual.Of(issue.TitleJa, issue.TitleEn),
                Formats.Brief(issue.FaceValue)));
        }
    }

    private async Task AddTreasuryAsync()
    {
        Add(Urls.Treasury, "Office.PermissionsTitle");
        Add(Urls.TreasuryIndicators, "Office.ImportTitle");
        Add(Urls.TreasuryPolicy, "Office.PolicyTitle");
        Add(Urls.TreasuryMining, "Buyback.MiningTitle");
        Add(Urls.TreasuryPureMining, "Mining.DeskTitle");
        Add(Urls.TreasuryIndexLinked, "IndexLinked.DeskTitle");
        foreach (var issue in await Desk.WaitingForPermissionAsync(Http.RequestAborted))
        {
            _items.Add(new(
                Urls.TreasuryIssue(issue.Id),
                Bilingual.Of(issue.TitleJa, issue.TitleEn),
                Bilingual.Of(issue.IssuerNameJa, issue.IssuerNameEn)));
        }
    }

    private async Task AddCentralBankAsync()
    {
        Add(Urls.CentralBank, "Buyback.DeskTitle");
        foreach (var line in await Programmes.AllAsync(isin: null, Http.RequestAborted))
        {
            _items.Add(new(
                Urls.CentralBankProgramme(line.Id), Bilingual.Of(line.Bond.Ja, line.Bond.En), W.Of(line.State)));
        }
    }

    private void Add(string address, string key) => _items.Add(new(address, W[key]));
}
