using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Operations;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>What the rules of surveillance found, and one hit with its evidence.</summary>
public sealed partial class SurveillancePage
{
    private IReadOnlyList<SurveillanceLine> _lines = [];
    private IReadOnlyDictionary<Guid, string> _names = new Dictionary<Guid, string>();
    private SurveillanceLine? _shown;
    private SurveillanceEvidence? _evidence;

    [SupplyParameterFromQuery(Name = "id")] public long? Id { get; set; }

    [SupplyParameterFromQuery(Name = "day")] public string? Day { get; set; }

    [SupplyParameterFromQuery(Name = "before")] public long? Before { get; set; }

    [Inject] public required SurveillanceQueries Surveillance { get; init; }

    [Inject] public required PeopleQueries People { get; init; }

    protected override async Task LoadAsync()
    {
        if (Id is { } id && await Surveillance.FindAsync(id, Cancelled) is { } line)
        {
            _shown = line;
            _evidence = await Surveillance.EvidenceAsync(line, Cancelled);
            _names = await People.NamesAsync(line.Users.Select(user => (Guid?)user), Cancelled);
            return;
        }

        var isDay = DateOnly.TryParseExact(
            Day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        _lines = await Surveillance.ListAsync(isDay && Before is { } before ? (day, before) : null, Cancelled);
        _names = await People.NamesAsync(_lines.SelectMany(line => line.Users).Select(user => (Guid?)user), Cancelled);
    }

    private string NamesOf(SurveillanceLine line) =>
        string.Join(SiteCulture.IsJapanese ? "、" : ", ", line.Users.Select(user => _names[user]));
}
