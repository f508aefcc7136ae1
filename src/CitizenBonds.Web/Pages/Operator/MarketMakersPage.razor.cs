using System.Globalization;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Operations;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>Who has promised to quote which bond, and for how much of the time it was kept.</summary>
public sealed partial class MarketMakersPage
{
    private IReadOnlyList<MarketMakerLine> _makers = [];
    private IReadOnlyList<InstitutionChoice> _institutions = [];
    private IReadOnlyList<TradedBond> _bonds = [];
    private IReadOnlyDictionary<Guid, string> _names = new Dictionary<Guid, string>();
    private MarketMakerLine? _shown;
    private IReadOnlyList<MarketMakerDay> _days = [];

    [SupplyParameterFromQuery(Name = "id")] public long? Id { get; set; }

    [SupplyParameterFromForm(FormName = "appoint")] public string? Institution { get; set; }

    [SupplyParameterFromForm(FormName = "appoint")] public string? Series { get; set; }

    [SupplyParameterFromForm(FormName = "appoint")] public string? Spread { get; set; }

    [SupplyParameterFromForm(FormName = "appoint")] public string? Size { get; set; }

    [SupplyParameterFromForm(FormName = "appoint")] public string? Presence { get; set; }

    [SupplyParameterFromForm(FormName = "release")] public string? Maker { get; set; }

    [Inject] public required MarketMakerQueries Makers { get; init; }

    [Inject] public required TradedBonds Traded { get; init; }

    [Inject] public required PeopleQueries People { get; init; }

    [Inject] public required AppointMarketMaker Appointing { get; init; }

    [Inject] public required ReleaseMarketMaker Releasing { get; init; }

    private IReadOnlyList<Choice> Institutions =>
        [.. _institutions.Select(choice => new Choice(Text(choice.InvestorId), _names[choice.UserId]))];

    private IReadOnlyList<Choice> Bonds =>
        [.. _bonds.Select(bond => new Choice(Text(bond.SeriesId), $"{bond.Title.In(Language)} ({bond.Isin})"))];

    protected override async Task LoadAsync()
    {
        _makers = await Makers.ListAsync(userId: null, Cancelled);
        _institutions = await Makers.InstitutionsAsync(Cancelled);
        _bonds = await Traded.LiveAsync(Cancelled);
        _names = await People.NamesAsync(
            _makers.Select(line => (Guid?)line.UserId).Concat(_institutions.Select(choice => (Guid?)choice.UserId)),
            Cancelled);
        _shown = _makers.FirstOrDefault(line => line.MakerId == Id);
        if (_shown is not null) _days = await Makers.DaysAsync(_shown.MakerId, Cancelled);
    }

    private async Task AppointAsync()
    {
        var (institution, series) = (NumberOf(Institution), NumberOf(Series));
        if (institution is null) Errors.Add((nameof(Institution), W["Surveillance.ChooseMissing"]));
        if (series is null) Errors.Add((nameof(Series), W["Surveillance.ChooseMissing"]));
        var (spread, presence) = (PpmOf(Spread), PpmOf(Presence));
        if (spread is null) Errors.Add((nameof(Spread), W["Surveillance.PercentUnreadable"]));
        long? size = TypedNumber.Parse(Size ?? "") is > 0 and var tokens ? tokens : null;
        if (size is null) Errors.Add((nameof(Size), W["Surveillance.SizeUnreadable"]));
        if (presence is null) Errors.Add((nameof(Presence), W["Surveillance.PercentUnreadable"]));
        if (Errors.Count > 0) return;
        var command = new AppointMarketMakerCommand(
            series ?? 0, institution ?? 0, spread ?? 0, size ?? 0, presence ?? 0); // All read above.
        Refused = (await Appointing.ExecuteAsync(command, Key, Http.User.GetActor(), Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.MarketMakers, "maker-appointed"));
    }

    private async Task ReleaseAsync()
    {
        Refused = (await Releasing.ExecuteAsync(
            NumberOf(Maker) ?? 0, Key, Http.User.GetActor(), Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.MarketMakers, "maker-released"));
    }

    private static long? NumberOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? PpmOf(string? percent) =>
        decimal.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read)
        && read is > 0 and <= 100 && decimal.Round(read, 2) == read
            ? (long)(read * 10_000)
            : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
