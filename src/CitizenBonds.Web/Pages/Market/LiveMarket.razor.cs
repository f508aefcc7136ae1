using System.Globalization;
using System.Text;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>
/// Book, price and trades of one series, read again whenever the series has changed. Without a circuit it shows the
/// moment at which the page was made.
/// </summary>
public sealed partial class LiveMarket : IDisposable
{
    private const int TradesShown = 200;
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationToken _gone; // Outlives its source: a read may end after the page was closed.
    private OrderBookView? _book;
    private ReferencePriceView? _reference;
    private IReadOnlyList<TradeLine> _trades = [];
    private IReadOnlyList<OrderLine> _own = [];
    private Guid _userId;

    public LiveMarket() => _gone = _closed.Token;

    [Parameter, EditorRequired] public required long SeriesId { get; set; }

    [Parameter, EditorRequired] public required string Isin { get; set; }

    [CascadingParameter] public required Task<AuthenticationState> Authentication { get; set; }

    [Inject] public required OrderBookQueries Books { get; init; }

    [Inject] public required OwnOrderQueries OwnOrders { get; init; }

    [Inject] public required MarketPulse Pulse { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    /// <summary>"[[unix seconds, yen], ...]", oldest first; of trades in one second the last.</summary>
    private string ChartPoints
    {
        get
        {
            var text = new StringBuilder("[");
            foreach (var trade in _trades.Reverse().GroupBy(trade => trade.At.ToUnixTimeSeconds()))
            {
                if (text.Length > 1) text.Append(',');
                text.Append(CultureInfo.InvariantCulture, $"[{trade.Key},{trade.Last().Price.MinorUnits}]");
            }

            return text.Append(']').ToString();
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _userId = (await Authentication).User.GetActor().UserId; // Never from the address or a field.
        await ReadAsync();
    }

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? FollowAsync() : Task.CompletedTask;

    /// <summary>Runs as long as the page is open.</summary>
    private async Task FollowAsync()
    {
        try
        {
            await foreach (var version in Pulse.WatchAsync(SeriesId, _gone))
            {
                if (version <= _book?.Version) continue;
                await ReadAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was closed.
        }
    }

    private async Task ReadAsync()
    {
        var now = Clock.GetUtcNow();
        _book = await Books.FindAsync(SeriesId, now, _gone);
        _trades = await Books.TradesAsync(SeriesId, before: null, TradesShown, _gone);
        _reference = await Books.ReferenceAsync(SeriesId, now, _gone);
        _own = await OwnOrders.OpenAsync(_userId, SeriesId, OwnOrderQueries.LinesMax, _gone);
    }
}
