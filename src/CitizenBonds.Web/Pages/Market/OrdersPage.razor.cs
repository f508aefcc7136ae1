using System.Globalization;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Data.Identity;
using CitizenBonds.Data.Market;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>A person's orders, newest first, to follow and to cancel, and the trades they led to.</summary>
public sealed partial class OrdersPage
{
    private const int LinesShown = 200;
    private IReadOnlyList<OrderLine> _orders = [];
    private IReadOnlyList<OwnTradeLine> _trades = [];

    private IReadOnlyList<MarketMakerLine> _promises = [];

    [SupplyParameterFromForm(FormName = "cancel")] public string? Series { get; set; }

    [SupplyParameterFromForm(FormName = "cancel")] public string? Sequence { get; set; }

    [Inject] public required OwnOrderQueries OwnOrders { get; init; }

    [Inject] public required MarketMakerQueries Makers { get; init; }

    [Inject] public required CancelOrder Cancelling { get; init; }

    [Inject] public required CancelAllOrders CancellingAll { get; init; }

    protected override async Task LoadAsync()
    {
        _orders = await OwnOrders.HistoryAsync(UserId, seriesId: null, LinesShown, Cancelled);
        _trades = await OwnOrders.TradesAsync(UserId, seriesId: null, before: null, LinesShown, Cancelled);
        if (Http.User.GetActor().Is(PortalRole.Institution)) _promises = await Makers.ListAsync(UserId, Cancelled);
    }

    private async Task CancelAsync()
    {
        var command = new CancelOrderCommand(NumberOf(Series), NumberOf(Sequence));
        Refused = (await Cancelling.ExecuteAsync(command, Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(Urls.Orders, "order-cancelled"));
    }

    private async Task CancelAllAsync()
    {
        // Short: each order's cancel makes its own key of it.
        var key = Guid.TryParseExact(PostedKey, "N", out var posted) ? posted : Guid.NewGuid();
        var outcome = await CancellingAll.ExecuteAsync(null, key.ToString("N"), UserId, Now, Cancelled);
        Refused = outcome.AsRefusal;
        if (Refused is not null) return;
        var done = outcome.ValueOrThrow.Orders == 0 ? "no-orders-open" : "orders-cancelled";
        GoTo(CitizenUrls.WithDone(Urls.Orders, done));
    }

    private static long NumberOf(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Tone ToneOf(OrderLine line) => line.State switch
    {
        MarketOrderState.Open => Tone.Active,
        MarketOrderState.Filled => Tone.Good,
        _ => Tone.Neutral,
    };
}
