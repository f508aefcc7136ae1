using CitizenBonds.Application.FairPrice;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Identity;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.FairPrice;

/// <summary>
/// The window for everybody: K and its band, the market, the reserve, the votes, and how to check it all.
/// </summary>
public sealed partial class FairPricePage
{
    private WindowView _view = new([], null, new(null, Money.FromYen(0), Quantity.Zero), [], [], []);
    private DateTimeOffset _now;

    [Inject] public required WindowQueries Queries { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    [Inject] public required PublicAddress Address { get; init; }

    private WindowPriceView Current => _view.Current ?? throw new InvalidOperationException("Nothing is published.");

    private FairPriceInputs Inputs => Current.Record.Inputs;

    private bool BothOpen => Current.AllowsDeposits && Current.AllowsWithdrawals;

    private bool IsStale => _now - Current.Record.PublishedAt > DealAtWindow.PriceAgeMax;

    private string StateTitle => W[this switch
    {
        { IsStale: true } => "FairPrice.StateStale",
        { BothOpen: true } => "FairPrice.StateBoth",
        { Current.AllowsDeposits: true } => "FairPrice.StateDeposits",
        { Current.AllowsWithdrawals: true } => "FairPrice.StateWithdrawals",
        _ => "FairPrice.StateNeither",
    }];

    /// <summary>Of all tokens given out, the share the reserve could pay for; null when there are none.</summary>
    private double? Covered => _view.Current is { } price && _view.Reserve.Outstanding.Tokens > 0
        ? _view.Reserve.Cash.MinorUnits
            / ((double)_view.Reserve.Outstanding.Tokens * price.Record.Market.TokenPrice)
        : null;

    private ChartSeries MarketLine => Line(
        "FairPrice.Market", view => view.Record.Market.TokenPrice, view => Formats.Exact(TokenPrice(view)));

    private ChartSeries UpperLine => Line(
        "FairPrice.Upper", view => view.Window.Upper, view => WindowFigure.Yen(view.Window.Upper));

    private ChartSeries LowerLine => Line(
        "FairPrice.Lower", view => view.Window.Lower, view => WindowFigure.Yen(view.Window.Lower));

    private string Commands => $"""
        PORTAL={Address.Shown}
        curl -sS --compressed -o windows.csv "$PORTAL{Urls.FairPriceWindows}"
        dotnet run --project src/CitizenBonds.Verifier -c Release -- fair-price --in windows.csv --out bands.csv
        """;

    protected override async Task OnInitializedAsync()
    {
        _now = Clock.GetUtcNow();
        _view = await Queries.FindAsync(CancellationToken.None);
    }

    private ChartSeries Line(string key, Func<WindowPriceView, double> value, Func<WindowPriceView, string> text) =>
        new(W[key],
        [
            .. _view.History.Select(view => new ChartPoint(
                Formats.BriefDate(PortalTime.DayOf(view.Record.PublishedAt)), value(view), text(view))),
        ]);

    private static Money TokenPrice(WindowPriceView view) => Money.FromYen(view.Record.Market.TokenPrice);

    private static string Yen(long yen) => Formats.Exact(Money.FromYen(yen));
}
