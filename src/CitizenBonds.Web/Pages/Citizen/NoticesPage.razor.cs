using System.Globalization;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>What I was told, newest first.</summary>
public sealed partial class NoticesPage
{
    private const int NoticesPerPage = 30;

    private IReadOnlyList<NoticeLine> _notices = [];
    private long? _before;

    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

    [SupplyParameterFromForm(FormName = "read")] public string? UpTo { get; set; }

    [Inject] public required NoticeQueries Notices { get; init; }

    private string? Next => _notices.Count < NoticesPerPage
        ? null
        : Urls.WithQuery(CitizenUrls.Notices, ("before", _notices[^1].Id.ToString(CultureInfo.InvariantCulture)));

    protected override async Task LoadAsync()
    {
        _before = long.TryParse(Before, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? before
            : null;
        _notices = await Notices.PageAsync(UserId, _before, NoticesPerPage, Cancelled);
    }

    private string TextOf(NoticeLine notice) => W[
        $"Citizen.Notice.{notice.Kind}", Formats.Exact(notice.Amount), Formats.Number(notice.Quantity.Tokens)];

    private async Task MarkReadAsync()
    {
        if (long.TryParse(UpTo, NumberStyles.None, CultureInfo.InvariantCulture, out var upTo))
            await Notices.MarkReadAsync(UserId, upTo, Now, Cancelled);
        GoTo(CitizenUrls.Notices);
    }
}
