using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Pricing.Feeds;
using CitizenBonds.Domain.Pricing.Series;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Pricing;

/// <summary>What one series is worth by the model, why, and how that may move.</summary>
public sealed partial class SeriesPricePage
{
    private SeriesPriceView? _view;

    [Parameter] public string Isin { get; set; } = "";

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required PricingQueries Queries { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private SeriesPriceView View => _view ?? throw new InvalidOperationException("Rendered without a price.");

    private SeriesPrice Price => View.Series.Price;

    private string Title => View.Series.Title.In(SiteCulture.CurrentLanguage);

    private bool IsCurveOld =>
        View.Run.PricedOn.DayNumber - View.Run.CurveQuotedOn.DayNumber > FeedSeries.AgeDaysMax;

    private IReadOnlyList<(double Term, double Years)> KeyRates =>
        [.. SeriesPrice.KeyTerms.Zip(Price.KeyRates).Where(pair => pair.Second != 0)];

    private IReadOnlyList<ScenarioRow> Shifts => ScenarioRow.Of(Price.Scenarios);

    private ChartSeries History => new(
        W["Pricing.Clean"],
        [
            .. View.History.Select(point => new ChartPoint(
                Formats.BriefDate(point.PricedOn), point.Clean, PriceFigure.Price(point.Clean))),
        ]);

    protected override async Task OnInitializedAsync()
    {
        _view = await Queries.FindAsync(Isin, Clock.GetUtcNow(), CancellationToken.None);
        if (_view is null) Request.NotFound();
    }
}
