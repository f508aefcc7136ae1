using System.Globalization;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>Everything that moved on my accounts, newest first.</summary>
public sealed partial class HistoryPage
{
    private const int LinesPerPage = 50;

    private IReadOnlyList<StatementLine> _lines = [];
    private long? _before;

    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

    [Inject] public required StatementQueries Statement { get; init; }

    private string? Next => _lines.Count < LinesPerPage
        ? null
        : Urls.WithQuery(CitizenUrls.History, ("before", _lines[^1].Id.ToString(CultureInfo.InvariantCulture)));

    protected override async Task LoadAsync()
    {
        _before = long.TryParse(Before, NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? before
            : null;
        _lines = await Statement.PageAsync(UserId, _before, LinesPerPage, Cancelled);
    }

    private static MoneyDirection DirectionOf(StatementLine line) => line.IsIncoming switch
    {
        true => MoneyDirection.In,
        false => MoneyDirection.Out,
        null => default,
    };
}
