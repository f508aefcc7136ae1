using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Market;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Market;

/// <summary>
/// All the writer of a series keeps in memory: the book, and what each open order has set aside. Mutable, one thread;
/// thrown away and read again whenever a batch could not be committed.
/// </summary>
internal sealed class SeriesDesk
{
    private readonly Dictionary<long, OpenOrder> _open = [];
    private readonly Dictionary<long, long> _bidYenOf = [];
    private readonly Dictionary<(DateOnly From, DateOnly To), AccruedShare> _mostAccrued = [];

    public SeriesDesk(IssueRow issue, MarketSeriesRow row, SeriesRun run)
    {
        (Issue, Run) = (issue, run);
        Schedule = IssueTerms.ScheduleOf(issue);
        LastTradingDay = Schedule.Terms.Calendar.AddBusinessDays(
            Schedule.RedemptionDate, -Schedule.Terms.RecordDaysBefore - 1);
        (Fence, LastTrade, LastAt) = (row.Fence, row.LastTrade, row.LastAt);
        NextDueAt = row.NextDueAt;
    }

    public IssueRow Issue { get; }

    public long SeriesId => Issue.Id;

    public long AssetId => Issue.AssetId ?? throw new InvalidOperationException($"Issue {Issue.Id} has no tokens.");

    public CashflowSchedule Schedule { get; }

    /// <summary>The last day on which holders may change before the repayment is counted.</summary>
    public DateOnly LastTradingDay { get; }

    public SeriesRun Run { get; }

    public long Fence { get; }

    public long LastTrade { get; set; }

    public DateTimeOffset? LastAt { get; set; }

    public DateTimeOffset? NextDueAt { get; set; }

    public IReadOnlyDictionary<long, OpenOrder> Open => _open;

    public OpenPages Pages { get; } = new();

    public bool IsTradedOn(DateOnly day) =>
        Issue.State == IssueState.Live && day >= Issue.IssueDate && day <= LastTradingDay;

    public void Add(OpenOrder order)
    {
        _open.Add(order.Sequence, order);
        Pages.Add(order.Sequence);
        AddBid(order, order.Left);
    }

    /// <returns>Null when it is not open.</returns>
    public OpenOrder? Remove(long sequence)
    {
        if (_open.Remove(sequence, out var order)) Pages.Remove(sequence);
        return order;
    }

    /// <summary>Limits times tokens of the open orders of one person to buy.</summary>
    public long BidYenOf(long investorId) => _bidYenOf.GetValueOrDefault(investorId);

    public void AddBid(OpenOrder order, long tokens)
    {
        if (!order.IsBuy) return;
        var sum = BidYenOf(order.InvestorId) + checked(order.CoverPrice * tokens);
        if (sum == 0) _bidYenOf.Remove(order.InvestorId);
        else _bidYenOf[order.InvestorId] = sum;
    }

    public AccruedShare MostAccrued(DateOnly from, DateOnly to)
    {
        if (_mostAccrued.TryGetValue((from, to), out var known)) return known;
        if (_mostAccrued.Count > 1_000) _mostAccrued.Clear(); // Days go by; old ones are never asked for again.
        return _mostAccrued[(from, to)] = AccruedShare.MostWithin(Schedule, from, to);
    }

    /// <summary>The earliest last day of the orders that rest.</summary>
    public DateOnly? FirstExpiry() =>
        Run.Market.OpenOrders.Select(order => order.GoodTill ?? Run.State.Day).Min();

    public MarketSeriesRow ToRow() => new()
    {
        SeriesId = SeriesId,
        LastSequence = Run.State.Sequence,
        LastTrade = LastTrade,
        Session = Run.State.Session.State,
        SessionDay = Run.State.Day,
        PausedUntil = Run.State.Session.PausedUntil,
        HasPausedToday = Run.State.Session.HasPausedToday,
        IsHalted = Run.State.IsHalted,
        PreviousClose = Run.State.PreviousClose,
        LastPrice = Run.State.LastPrice,
        LastAt = LastAt,
        NextDueAt = NextDueAt,
        Fence = Fence,
    };
}
