using CitizenBonds.Application.Buyback;
using CitizenBonds.Data.Buyback;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Buybacks;

/// <summary>One programme for everybody: how far it is, each decision with its reasons, how to check them.</summary>
public sealed partial class BuybackPage
{
    private const int BarsShown = 12;
    private const int PointsShown = 200;
    private BuybackView? _programme;

    [Parameter] public long Id { get; set; }

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required BuybackQueries Programmes { get; init; }

    private string Title => _programme?.Line.Bond.In(SiteCulture.CurrentLanguage) ?? "";

    private string RemainingNote => _programme?.Line.NextAt is { } next
        ? W["Buyback.NextSlice", Formats.Moment(next)]
        : W["Buyback.NoNextSlice"];

    private IReadOnlyList<BuybackAuctionView> Cleared =>
        [.. (_programme?.Auctions ?? []).Where(auction => auction.State == BuybackAuctionState.Cleared)];

    /// <summary>Cheapest offer and reference of the steps that saw both.</summary>
    private IReadOnlyList<ChartSeries> Prices
    {
        get
        {
            var steps = (_programme?.Steps ?? [])
                .Where(step => step.BestOffer is not null && step.Reference is not null)
                .TakeLast(PointsShown).ToList();
            return steps.Count < 2
                ? []
                :
                [
                    new(W["Buyback.BestOffer"], steps.ConvertAll(step => PointOf(step, step.BestOffer!.Value))),
                    new(W["Buyback.Reference"], steps.ConvertAll(step => PointOf(step, step.Reference!.Value))),
                ]; // Filtered above: neither is null.
        }
    }

    private IReadOnlyList<ChartPoint> Purchases =>
    [
        .. (_programme?.Steps ?? []).Where(step => step.Got > Quantity.Zero).TakeLast(BarsShown)
            .Select(step => new ChartPoint(
                Formats.Moment(step.At), step.Got.Tokens,
                W["Buyback.TokensFor", W.Tokens(step.Got), Formats.Exact(step.Paid)])),
    ];

    protected override async Task OnInitializedAsync()
    {
        _programme = await Programmes.FindAsync(Id, CancellationToken.None);
        if (_programme is null) Request.NotFound();
    }

    private static ChartPoint PointOf(BuybackStepView step, Money price) =>
        new(Formats.Moment(step.At), price.MinorUnits, Formats.Exact(price));
}
