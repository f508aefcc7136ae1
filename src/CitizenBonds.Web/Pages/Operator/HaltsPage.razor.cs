using System.Globalization;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Web.Pages.Operator.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator;

/// <summary>The operator halts trading in a bond and resumes it; orders are accepted all the while.</summary>
public sealed partial class HaltsPage
{
    private IReadOnlyList<TradedBond> _bonds = [];

    [SupplyParameterFromForm(Name = "Series")] public string? Series { get; set; }

    [Inject] public required TradedBonds Bonds { get; init; }

    [Inject] public required HaltSeries Halting { get; init; }

    [Inject] public required ResumeSeries Resuming { get; init; }

    private long SeriesId =>
        long.TryParse(Series, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    protected override async Task LoadAsync() => _bonds = await Bonds.LiveAsync(Cancelled);

    private async Task HaltAsync()
    {
        Refused = (await Halting.ExecuteAsync(SeriesId, Http.User.GetActor(), Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.Market, "halted"));
    }

    private async Task ResumeAsync()
    {
        Refused = (await Resuming.ExecuteAsync(SeriesId, Http.User.GetActor(), Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(ConsoleUrls.WithDone(ConsoleUrls.Market, "resumed"));
    }
}
