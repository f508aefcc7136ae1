using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>The bonds one can buy from and sell to others, and when.</summary>
public sealed partial class MarketPage
{
    private const int DaysShown = 7;
    private IReadOnlyList<TradedBond> _bonds = [];
    private IReadOnlyList<MarketDay> _days = [];

    [Inject] public required TradedBonds Bonds { get; init; }

    [Inject] public required OrderBookQueries Books { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private static string Language => SiteCulture.CurrentLanguage;

    protected override async Task OnInitializedAsync()
    {
        _bonds = await Bonds.LiveAsync(CancellationToken.None);
        _days = Books.Calendar(PortalTime.DayOf(Clock.GetUtcNow()), DaysShown);
    }

    private string TimeOf(MarketDay day, DateTimeOffset moment) => day.IsTradingDay
        ? moment.ToOffset(PortalTime.Offset).ToString("HH:mm", CultureInfo.InvariantCulture)
        : W["Market.NoTrading"];
}
