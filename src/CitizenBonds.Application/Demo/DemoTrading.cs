using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Calendars;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// The demonstration's market over its two years: every bond is traded about every fifth day, for a small town's bond
/// is, at best. Mutable, one thread.
/// </summary>
internal sealed class DemoTrading
{
    private const int EveryDays = 5;
    private const int VisitsPerCount = 4;
    private const int FirstMinute = 20;
    private const int LastMinute = 350;
    private const int LastDayMinute = 30;
    private const int CancelPercent = 25;

    private readonly DemoMarket _market;
    private readonly IReadOnlyList<PlannedSale> _sales; // In order of settlement.
    private readonly IReadOnlyDictionary<int, long> _issueOf;
    private readonly CancellationToken _cancellationToken;
    private readonly DemoRandom _random = new(DemoSeed.Value + 1); // Draws for the market move nothing else.
    private readonly DemoOrders _orders;
    private readonly DemoHalts _halts;
    private readonly List<DemoSeries> _series = [];
    private readonly List<(DemoOrder Order, long Sequence)> _patient = [];
    private List<DemoSeries> _today = [];
    private DemoPrices? _prices; // Read on the first day.
    private int _seen;

    public DemoTrading(
        DemoMarket market, IReadOnlyList<PlannedSale> sales, IReadOnlyList<DemoCitizen> citizens,
        IReadOnlyDictionary<int, long> issueOf, CancellationToken cancellationToken)
    {
        (_market, _issueOf, _cancellationToken) = (market, issueOf, cancellationToken);
        _sales = [.. sales.OrderBy(sale => sale.IssueDate).ThenBy(sale => sale.Number)];
        _orders = new DemoOrders(_random, citizens);
        _halts = new DemoHalts(_orders, market, _random);
        Days = [.. DrawDays()];
    }

    public IReadOnlyList<DemoTradingDay> Days { get; }

    /// <summary>What happens on the two days on which trading was stopped.</summary>
    public IEnumerable<(DateTimeOffset At, Func<DateTimeOffset, Task> What)> Halts =>
        from day in Days
        from step in _halts.StepsOn(day)
        select (step.At, (Func<DateTimeOffset, Task>)(at => step.DoAsync(
            _series.Find(series => series.Number == step.Sale), at, _cancellationToken)));

    /// <summary>Orders for the opening auction of the bonds traded today.</summary>
    public async Task OpenAsync(DemoTradingDay day, DateTimeOffset at)
    {
        await LoadAsync(day.Day);
        _today = _series.FindAll(series => series.IsTradedOn(day.Day) && IsVisited(series, day));
        var toCount = _today.FindAll(series => series.Visits++ % VisitsPerCount == 0);
        if (toCount.Count > 0) await _market.CountHoldersAsync(toCount, _cancellationToken);
        foreach (var series in _today) _orders.DrawCall(series, day.Day, at, day.IsLast);
        await PlaceAsync(at);
    }

    public async Task TradeAsync(DemoTradingDay day, DateTimeOffset at)
    {
        foreach (var series in _today) _orders.DrawTrade(series, day.Day, at);
        await PlaceAsync(at);
        if (_patient.Count == 0 || !_random.Chance(CancelPercent)) return;
        var place = _random.Next(0, _patient.Count - 1);
        var (order, sequence) = _patient[place];
        _patient.RemoveAt(place);
        await _market.CancelAsync(order, sequence, at, _cancellationToken);
    }

    private async Task PlaceAsync(DateTimeOffset at)
    {
        var resting = await _market.PlaceAsync(_orders.TakeAll(), at, _cancellationToken);
        _patient.AddRange(resting.Where(found => found.Order.Command.GoodTill is not null));
        _patient.RemoveAll(found => found.Order.Command.GoodTill < PortalTime.DayOf(at));
    }

    /// <summary>Takes up the bonds settled since it was asked for last; sales that came to nothing are none.</summary>
    private async Task LoadAsync(DateOnly day)
    {
        var first = _seen;
        while (_seen < _sales.Count && _sales[_seen].IssueDate < day) _seen++;
        if (_seen == first) return;
        _prices ??= await _market.LoadPricesAsync(_cancellationToken);
        var settled = _sales.Skip(first).Take(_seen - first)
            .ToDictionary(sale => _issueOf[sale.Number], sale => sale.Number);
        _series.AddRange(await _market.LoadSeriesAsync(settled, _prices, _cancellationToken));
    }

    /// <summary>Of five days on the first and third two fifths of the bonds each, on the fifth the others.</summary>
    private static bool IsVisited(DemoSeries series, DemoTradingDay day) =>
        day.IsLast || series.Number % EveryDays / 2 * 2 == day.Number % EveryDays
            || DemoHalts.IsOn(day.Day, series.Number);

    private IEnumerable<DemoTradingDay> DrawDays()
    {
        var last = PortalTime.DayOf(DemoWorld.End);
        var number = 0;
        for (var day = _sales[0].IssueDate.AddDays(1); day <= last; day = day.AddDays(1))
        {
            if (!BusinessCalendar.Japan.IsBusinessDay(day)) continue;
            var minutes = day == last ? LastDayMinute : _random.Next(FirstMinute, LastMinute);
            yield return DemoTradingDay.On(number++, day, minutes, day == last);
        }
    }
}
