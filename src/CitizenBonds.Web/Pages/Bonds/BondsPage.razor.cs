using System.Globalization;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bonds;

/// <summary>All bonds that were ever announced, those open now first. The choices are in the address.</summary>
public sealed partial class BondsPage
{
    private const int BondsPerPage = 50;
    private IReadOnlyList<BondLine> _bonds = [];
    private IReadOnlyList<BondLine> _page = [];

    [Parameter] public string? Words { get; set; }

    [Parameter] public int? Prefecture { get; set; }

    [Parameter] public PurposeKind? Purpose { get; set; }

    [Parameter] public string? YieldMin { get; set; }

    [Parameter] public string? YieldMax { get; set; }

    [Parameter] public DateOnly? MaturesTo { get; set; }

    [Parameter] public bool? Open { get; set; }

    [Parameter] public string? Issuer { get; set; }

    /// <summary>The bond after which the page begins.</summary>
    [Parameter] public long? After { get; set; }

    [Inject] public required BondQueries Queries { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private static List<Choice> Prefectures =>
        [.. Components.Charts.Prefecture.All.Select(row => new Choice(
            Text(row.Code), SiteCulture.IsJapanese ? row.JapaneseFull : row.English))];

    private List<Choice> Purposes =>
        [.. Enum.GetValues<PurposeKind>().Select(kind => new Choice(kind.ToString(), W.Of(kind)))];

    private List<Choice> Openness => [new("true", W["Bonds.OpenOnly"])];

    private string? PrefectureText => Prefecture is { } number ? Text(number) : null;

    private string? PurposeText => Purpose?.ToString();

    private string? MaturesToText => MaturesTo?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string? OpenText => Open == true ? "true" : null;

    private string? FirstAddress => After is null ? null : Address(after: null);

    private string? NextAddress => _page.Count == 0 || _page[^1] == _bonds[^1] ? null : Address(_page[^1].IssueId);

    protected override async Task OnInitializedAsync()
    {
        var filter = new BondFilter(
            Issuer,
            Prefecture is >= 1 and <= 47 ? (short)Prefecture : null,
            Percent(YieldMin),
            Percent(YieldMax),
            MaturesTo: MaturesTo,
            Purpose: Purpose,
            OpenOnly: Open == true,
            Words: Words);
        _bonds = await Queries.FindAsync(filter, Clock.GetUtcNow(), CancellationToken.None);
        _page = [.. _bonds.SkipWhile(line => After is not null && line.IssueId != After).Skip(After is null
            ? 0
            : 1).Take(BondsPerPage)];
    }

    private string Address(long? after) => Urls.WithQuery(
        Urls.Bonds,
        ("words", Words),
        ("prefecture", PrefectureText),
        ("purpose", PurposeText),
        ("yieldMin", YieldMin),
        ("yieldMax", YieldMax),
        ("maturesTo", MaturesToText),
        ("open", OpenText),
        ("issuer", Issuer),
        ("after", after is { } id ? Text(id) : null));

    /// <summary>What is no number is no choice: a broken link shows more, never an error.</summary>
    private static double? Percent(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
