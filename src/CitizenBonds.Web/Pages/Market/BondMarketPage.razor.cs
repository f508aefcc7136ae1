using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Web.Assets;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>The market of one bond for everybody: made anew within a second of whatever happens in it.</summary>
public sealed partial class BondMarketPage
{
    private const int TradesShown = 50;
    private TradedBond? _bond;
    private OrderBookView? _book;
    private ReferencePriceView? _reference;
    private IReadOnlyList<TradeLine> _trades = [];

    [Parameter] public string Isin { get; set; } = "";

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required TradedBonds Bonds { get; init; }

    [Inject] public required OrderBookQueries Books { get; init; }

    [Inject] public required SiteAssets Files { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private static string Language => SiteCulture.CurrentLanguage;

    private string Title => _bond?.Title.In(Language) ?? "";

    protected override async Task OnInitializedAsync()
    {
        var now = Clock.GetUtcNow();
        _bond = await Bonds.FindAsync(Isin, CancellationToken.None);
        if (_bond is not null) _book = await Books.FindAsync(_bond.SeriesId, now, CancellationToken.None);
        if (_bond is null || _book is null)
        {
            Request.NotFound();
            return;
        }

        _trades = await Books.TradesAsync(_bond.SeriesId, before: null, TradesShown, CancellationToken.None);
        _reference = await Books.ReferenceAsync(_bond.SeriesId, now, CancellationToken.None);
    }
}
