using CitizenBonds.Application.IndexLinked;
using CitizenBonds.Application.Pricing;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Pricing.Feeds;
using CitizenBonds.Domain.Pricing.Series;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.IndexLinked;

/// <summary>
/// One index-linked bond: its index, every coupon with the prices it was reckoned from, how to recompute it, the right
/// to sell back, and the model price in parts.
/// </summary>
public sealed partial class IndexLinkedPage
{
    private const int ComingShown = 4;

    private IndexSeriesView? _view;
    private SeriesPrice? _price;

    [Parameter] public string Isin { get; set; } = "";

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required IndexSeriesQueries Queries { get; init; }

    [Inject] public required PricingQueries Prices { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private IndexSeriesView View => _view ?? throw new InvalidOperationException("Rendered without a series.");

    private string Title => View.Line.Title.In(SiteCulture.CurrentLanguage);

    /// <summary>Newest first.</summary>
    private IReadOnlyList<IndexPayment> Started => [.. View.Started.Reverse()];

    private IReadOnlyList<IndexPayment> Coming =>
        [.. View.Payments.Where(payment => payment.Fixing is null).Take(ComingShown)];

    private ChartSeries Line => new(
        "I/I0",
        [
            new(Formats.BriefDate(View.Line.IssueDate), 1, IndexFigure.Ratio(IndexFixing.Unit)),
            .. View.Started.Select(payment => new ChartPoint(
                Formats.BriefDate(payment.RecordDate), (double)payment.Fixing!.RatioPerMillion / IndexFixing.Unit,
                IndexFigure.Ratio(payment.Fixing.RatioPerMillion))),
        ]);

    private IReadOnlyList<string> OptionSteps => View.Option is { } option
        ?
        [
            W["IndexLinked.OptionOpens", Formats.Date(PortalTime.DayOf(option.OpensAt))],
            W["IndexLinked.OptionCloses", Formats.Date(option.Payment.RecordDate)],
            W["IndexLinked.OptionPays", Formats.Date(PortalTime.DayOf(option.Payment.DueAt))],
        ]
        : [];

    private int OptionStep => View.Option switch
    {
        { Payment.State: PaymentRunState.Paid } => 3,
        { AnnouncedAt: not null } option when Clock.GetUtcNow() > option.Payment.RecordAt => 2,
        { AnnouncedAt: not null } => 1,
        _ => 0,
    };

    /// <summary>What a reader types at the root of the project; the file is beside it.</summary>
    private static string Command =>
        """
        dotnet run --project src/CitizenBonds.Verifier -c Release -- index-linked --in index.json --out recomputed.csv
        """;

    private static string UnitOf(string code) => FeedSeries.Find(code)?.Unit ?? "";

    protected override async Task OnInitializedAsync()
    {
        _view = await Queries.FindAsync(Isin, Clock.GetUtcNow(), CancellationToken.None);
        if (_view is null) Request.NotFound();
        else _price = (await Prices.FindAsync(Isin, Clock.GetUtcNow(), CancellationToken.None))?.Series.Price;
    }
}
