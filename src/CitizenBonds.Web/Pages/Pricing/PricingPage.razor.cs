using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Pricing.Series;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Pricing;

/// <summary>The model as a whole: against what was paid, against its own forecasts, and under shocks.</summary>
public sealed partial class PricingPage
{
    private PricingOverview _overview = new(null, [], 0);
    private PricingReportFile? _report;
    private IReadOnlyList<NewestQuote> _quotes = [];
    private IReadOnlyList<FeedSourceLine> _failing = [];

    [Inject] public required PricingQueries Queries { get; init; }

    [Inject] public required PricingReport Report { get; init; }

    [Inject] public required FeedQueries Feeds { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private static string Language => SiteCulture.CurrentLanguage;

    private IReadOnlyList<SaleCheck> Backtested =>
        [.. _overview.Series.Where(check => check.Risk?.Backtest is not null)];

    private IReadOnlyList<(string Name, int Index)> Stresses =>
    [
        (PriceFigure.BasisPoints(0.01), IndexOf(0.01, 0)),
        (PriceFigure.BasisPoints(-0.01), IndexOf(-0.01, 0)),
        (W["Pricing.Steeper"], IndexOf(0, 0.005)),
        (W["Pricing.Flatter"], IndexOf(0, -0.005)),
        (W["Pricing.Combined"], IndexOf(0.01, 0.005)),
    ];

    protected override async Task OnInitializedAsync()
    {
        _overview = await Queries.OverviewAsync(Clock.GetUtcNow(), CancellationToken.None);
        _report = await Report.MakeAsync(CancellationToken.None);
        _quotes = await Feeds.NewestAsync(CancellationToken.None);
        _failing = [.. (await Feeds.SourcesAsync(CancellationToken.None)).Where(line => line.Failure is not null)];
    }

    private static string ChangeUnder(SaleCheck check, int scenario) =>
        PriceFigure.Change(check.Series.Price.Scenarios[scenario] - check.Series.Price.Dirty);

    private static int IndexOf(double parallel, double twist) =>
        CurveScenario.Standard.ToList().IndexOf(new CurveScenario(parallel, twist));
}
