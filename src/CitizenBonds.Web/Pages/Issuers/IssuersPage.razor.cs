using System.Globalization;
using CitizenBonds.Application.Issuers;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Issuers;

/// <summary>Who may issue and what they owe, those with bonds first. The choices are in the address.</summary>
public sealed partial class IssuersPage
{
    private const int IssuersPerPage = 50;
    private IReadOnlyList<IssuerLine> _issuers = [];
    private IReadOnlyList<IssuerLine> _page = [];

    [Parameter] public string? Words { get; set; }

    [Parameter] public int? Prefecture { get; set; }

    [Parameter] public CreditTier? Tier { get; set; }

    /// <summary>The code of the issuer after which the page begins.</summary>
    [Parameter] public string? After { get; set; }

    [Inject] public required IssuerQueries Queries { get; init; }

    private static string Language => SiteCulture.CurrentLanguage;

    private static List<Choice> Prefectures =>
        [.. Components.Charts.Prefecture.All.Select(row => new Choice(Text(row.Code), row.FullName))];

    private List<Choice> Tiers =>
        [.. Enum.GetValues<CreditTier>().Select(
            tier => new Choice(tier.ToString(), $"{tier} {W[$"Common.Tier{tier}"]}"))];

    private string? PrefectureText => Prefecture is { } number ? Text(number) : null;

    private string? NextAddress => _page.Count == 0 || _page[^1] == _issuers[^1] ? null : Address(_page[^1].Code);

    /// <summary>What is owed by prefecture, of all that match.</summary>
    private Dictionary<int, ChartPoint> Map => _issuers
        .Where(line => line.Prefecture > 0 && line.Outstanding.MinorUnits > 0)
        .GroupBy(line => (int)line.Prefecture)
        .ToDictionary(group => group.Key, group =>
        {
            var owed = group.Sum(line => line.Outstanding.MinorUnits);
            return new ChartPoint("", owed, Formats.Brief(Money.FromYen(owed)));
        });

    protected override async Task OnInitializedAsync()
    {
        var filter = new IssuerFilter(Prefecture is >= 1 and <= 47 ? (short)Prefecture : null, Tier, Words?.Trim());
        _issuers = await Queries.FindAsync(filter, CancellationToken.None);
        _page =
        [
            .. _issuers.SkipWhile(line => After is not null && line.Code != After)
                .Skip(After is null ? 0 : 1).Take(IssuersPerPage),
        ];
    }

    private string Address(string? after) => Urls.WithQuery(
        Urls.Issuers,
        ("words", Words),
        ("prefecture", PrefectureText),
        ("tier", Tier?.ToString()),
        ("after", after));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
