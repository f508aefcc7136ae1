using System.Globalization;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Office;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Officer;

/// <summary>Events that only the issuer can know: the form of a notice, and those filed.</summary>
public sealed partial class NoticesPage
{
    private EventNoticeDesk _desk = new([], []);
    private string? _refusal;

    [Inject] public required EventNoticeQueries Notices { get; init; }

    [Inject] public required FileEventNotice Filing { get; init; }

    /// <summary>The filing a further version is being written of.</summary>
    [SupplyParameterFromQuery(Name = "corrects")] public long? CorrectsId { get; set; }

    [SupplyParameterFromForm(FormName = "notice")] public string? Corrects { get; set; }

    [SupplyParameterFromForm(FormName = "notice")] public string? IssueId { get; set; }

    [SupplyParameterFromForm(FormName = "notice")] public string? Kind { get; set; }

    [SupplyParameterFromForm(FormName = "notice")] public string? HappenedOn { get; set; }

    [SupplyParameterFromForm(FormName = "notice")] public string? What { get; set; }

    private FiledNotice? Corrected => _desk.Filed.FirstOrDefault(filed => filed.Id == CorrectsId && filed.IsNewest);

    private string TodayText => DayText(PortalTime.DayOf(Now))!; // A day has a text.

    private Choice[] Bonds =>
    [
        new("", W["Office.EventAllBonds"]),
        .. _desk.Bonds.Select(bond => new Choice(
            bond.Id.ToString(CultureInfo.InvariantCulture), bond.Title.In(SiteCulture.CurrentLanguage))),
    ];

    private Choice[] Kinds => [.. EventNotices.ByHand.Select(kind => new Choice(kind.ToString(), W.Of(kind)))];

    protected override async Task OnInitializedAsync()
    {
        if (Actor.IssuerId is { } issuerId) _desk = await Notices.DeskAsync(issuerId, Cancelled);
        else Navigation.NotFound();
    }

    private static string? DayText(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string CorrectionOf(FiledNotice notice) =>
        string.Create(CultureInfo.InvariantCulture, $"{Urls.OfficerNotices}?corrects={notice.Id}");

    private string TitleOf(FiledNotice notice) =>
        notice.Bond?.In(SiteCulture.CurrentLanguage) ?? W["Office.EventAllBonds"];

    private async Task FileAsync()
    {
        var outcome = await Filing.ExecuteAsync(
            new(IssueId, Kind, HappenedOn, What, Corrects), PostedKey, Actor, Now, Cancelled);
        if (outcome.AsRefusal is { } refusal) _refusal = RefusalSentence.Of(W, refusal);
        else GoTo(Urls.Done(Urls.OfficerNotices, "filed"));
    }
}
