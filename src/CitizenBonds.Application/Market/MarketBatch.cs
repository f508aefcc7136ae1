using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Time;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Market;

/// <summary>
/// Decides commands one after another against the books in memory and collects what is to be written. No database: the
/// engine reads before and writes after, in one transaction. Mutable, one thread.
/// </summary>
/// <param name="doneBefore">What a batch that is being committed did under which keys; null for none.</param>
internal sealed class MarketBatch(
    MarketRules rules, BatchFacts facts, DateTimeOffset now, MarketBatch.DoneCommands? doneBefore)
{
    private readonly DateOnly _today = PortalTime.DayOf(now);
    private readonly TimeOnly _time = TimeOnly.FromDateTime(now.ToOffset(PortalTime.Offset).DateTime);
    private readonly DoneCommands _done = [];
    private readonly HashSet<SeriesDesk> _touched = [];

    public DateTimeOffset Now => now;

    public DoneCommands Done => _done;

    public BatchLedger Ledger { get; } = new();

    public MarketRows Rows { get; } = new();

    public List<MarketNotice> Notices { get; } = [];

    /// <summary>Trades with the payment each belongs to; their numbers are known once it is booked.</summary>
    public List<(MarketTradeRow Row, BatchLedger.Settlement Settlement)> Trades { get; } = [];

    /// <summary>Orders to be written, each once, with its series.</summary>
    public List<(SeriesDesk Desk, OpenOrder Order)> Orders { get; } = [];

    public IReadOnlyCollection<SeriesDesk> Touched => _touched;

    /// <summary>Steps of the day that are due, before anything else of the series.</summary>
    public void Advance(SeriesDesk desk)
    {
        var isTradingDay = rules.Calendar.IsBusinessDay(_today) && desk.IsTradedOn(_today);
        while (desk.Run.NextStep(_today, _time, isTradingDay) is { } step) Apply(desk, step, clientId: null);
    }

    public MarketAnswer Decide(SeriesDesk desk, MarketRequest request)
    {
        if (request.Kind == MarketRequestKind.Step)
        {
            if (desk.NextDueAt <= now) Touch(desk);
            return new MarketAnswer();
        }

        if (request.Kind is MarketRequestKind.Halt or MarketRequestKind.Resume) return DecideHalt(desk, request);
        if (facts.Investor(request.User) is not { } investor)
            return MarketAnswer.Of(Refusal.Of(InvestorRefusal.NotOpened));
        if (FindEarlier(investor.Id, request) is { } earlier) return earlier;
        return request.Kind == MarketRequestKind.Place
            ? Place(desk, request, investor)
            : Cancel(desk, request, investor);
    }

    private MarketAnswer Place(SeriesDesk desk, MarketRequest request, InvestorRow investor)
    {
        if (request.OnlyAt is { } decidedAt && decidedAt != desk.Run.State.Sequence)
            return MarketAnswer.Of(Refusal.Of(MarketRefusal.BookMoved));
        var placing = new OrderPlacing(desk, rules, facts, investor, request, _today);
        if (placing.FindRefusal() is { } refusal) return MarketAnswer.Of(refusal);

        var order = placing.Accept(desk.Run.State.Sequence + 1);
        desk.Add(order);
        Mark(desk, order);
        Bind(desk, order, order.IsBuy ? order.HeldYen : order.Left);
        _done.Add((investor.Id, request.ClientId), (request, order));
        Apply(desk, EntryOf(desk, request, order), request.ClientId);
        if (desk.Run.HaltAfter(_time) is { } halt) Apply(desk, halt, clientId: null);
        return MarketAnswer.Of(order);
    }

    private MarketAnswer Cancel(SeriesDesk desk, MarketRequest request, InvestorRow investor)
    {
        if (!desk.Open.TryGetValue(request.OrderSequence, out var order) || order.InvestorId != investor.Id)
        {
            var isKnown = request.OrderSequence > 0 && request.OrderSequence <= desk.Run.State.Sequence;
            return MarketAnswer.Of(Refusal.Of(isKnown ? MarketRefusal.OrderOver : MarketRefusal.OrderUnknown));
        }

        _done.Add((investor.Id, request.ClientId), (request, order));
        Apply(desk, EntryOf(desk, request, order), request.ClientId);
        return MarketAnswer.Of(order);
    }

    private MarketAnswer DecideHalt(SeriesDesk desk, MarketRequest request)
    {
        var isHalted = desk.Run.State.Session.State == SessionState.Halted;
        if (request.Kind == MarketRequestKind.Halt)
        {
            if (desk.Run.State.IsHalted) return MarketAnswer.Of(Refusal.Of(MarketRefusal.HaltedAlready));
            Apply(desk, desk.Run.HaltEntry(_today), SignatureOf(desk, request));
            return new MarketAnswer { Sequence = desk.Run.State.Sequence };
        }

        if (!isHalted) return MarketAnswer.Of(Refusal.Of(MarketRefusal.NotHalted));
        Apply(desk, desk.Run.ResumeEntry(_today, _time, rules.ResumeNotice), SignatureOf(desk, request));
        return new MarketAnswer { Sequence = desk.Run.State.Sequence };
    }

    /// <summary>Who it was stands in the log, for the auditor.</summary>
    private static string SignatureOf(SeriesDesk desk, MarketRequest request) => string.Create(
        CultureInfo.InvariantCulture, $"{request.User:N}.{desk.SeriesId}.{desk.Run.State.Sequence + 1}");

    /// <summary>The answer given before under the same key, or the refusal of a key used for something else.</summary>
    private MarketAnswer? FindEarlier(long investorId, MarketRequest request)
    {
        var key = (investorId, request.ClientId);
        if (_done.TryGetValue(key, out var done) || doneBefore?.TryGetValue(key, out done) == true)
        {
            return done.Request == request
                ? MarketAnswer.Of(done.Order, isRepeat: true)
                : MarketAnswer.Of(Refusal.Of(MarketRefusal.ClientIdReused));
        }

        if (facts.Earlier(investorId, request.ClientId) is not { } earlier) return null;
        if (!IsSame(earlier.Entry, request)) return MarketAnswer.Of(Refusal.Of(MarketRefusal.ClientIdReused));
        return earlier.Order is { } order
            ? MarketAnswer.Of(order, isRepeat: true)
            : new MarketAnswer
            {
                Sequence = earlier.Entry.OrderSequence, State = MarketOrderState.Cancelled, IsRepeat = true,
            };
    }

    private static bool IsSame(MarketLogRow entry, MarketRequest request) =>
        entry.SeriesId == request.SeriesId
        && entry.Kind == (
            request.Kind == MarketRequestKind.Place ? MarketEntryKind.Place : MarketEntryKind.Cancel)
        && entry.OrderSequence == request.OrderSequence
        && (entry.Kind == MarketEntryKind.Cancel
            || (entry.Side == request.Side && entry.Type == request.Type && entry.Quantity == request.Quantity
                && entry.GoodTill == request.GoodTill
                && (request.Type == OrderType.Market || entry.Price == request.Price)));

    private static MarketEntry EntryOf(SeriesDesk desk, MarketRequest request, OpenOrder order) =>
        request.Kind == MarketRequestKind.Place
        ? new MarketEntry
        {
            Sequence = order.Sequence,
            Kind = MarketEntryKind.Place,
            InvestorId = order.InvestorId,
            Side = request.Side,
            Type = request.Type,
            Price = request.Type == OrderType.Market ? 0 : request.Price,
            Quantity = request.Quantity,
            GoodTill = request.GoodTill,
        }
        : new MarketEntry
        {
            Sequence = desk.Run.State.Sequence + 1,
            Kind = MarketEntryKind.Cancel,
            InvestorId = order.InvestorId,
            OrderSequence = order.Sequence,
        };

    private void Apply(SeriesDesk desk, MarketEntry entry, string? clientId)
    {
        Touch(desk);
        var row = new MarketLogRow
        {
            SeriesId = desk.SeriesId,
            Sequence = entry.Sequence,
            Kind = entry.Kind,
            InvestorId = entry.InvestorId,
            ClientId = clientId,
            Side = entry.Side,
            Type = entry.Type,
            Price = entry.Price,
            Quantity = entry.Quantity,
            GoodTill = entry.GoodTill,
            OrderSequence = entry.OrderSequence,
            Session = entry.Session,
            Day = entry.Day,
            PausedUntil = entry.PausedUntil,
            AcceptedAt = now,
        };
        if (entry.Kind == MarketEntryKind.Place) desk.Open[entry.Sequence].Entry = row;
        else Rows.Others.Add(row);
        desk.Run.Apply(entry);
        foreach (var trade in desk.Run.Market.Trades) Book(desk, trade, entry.Sequence);
        foreach (var end in desk.Run.Market.Ended) End(desk, end);
        desk.Run.Market.ClearEvents();
    }

    private void Book(SeriesDesk desk, SeriesTrade trade, long logSequence)
    {
        var (buy, sell) = (desk.Open[trade.BuyOrder], desk.Open[trade.SellOrder]);
        var accrued = desk.MostAccrued(_today, _today).YenOn(trade.Quantity);
        var value = TradeTerms.Value(trade.Price, trade.Quantity);
        var (buyerFee, sellerFee) = (
            TradeTerms.Fee(trade.Price, trade.Quantity, buy.Fee),
            TradeTerms.Fee(trade.Price, trade.Quantity, sell.Fee));
        var settlement = Ledger.Settle(desk, buy.InvestorId, sell.InvestorId, value + accrued, trade.Quantity);
        facts.Move(sell.InvestorId, buy.InvestorId, desk.AssetId, trade.Quantity);
        Ledger.Charge(buy.InvestorId, desk.SeriesId, buyerFee);
        Ledger.Charge(sell.InvestorId, desk.SeriesId, sellerFee);
        Fill(desk, buy, trade.Quantity, value);
        Fill(desk, sell, trade.Quantity, value);
        var held = buy.HoldNeeded();
        // What the trade did not use is free again, the fee among it, which is then charged.
        Bind(desk, buy, -(buy.HeldYen - value - accrued - held));
        buy.HeldYen = held;
        desk.LastTrade++;
        Trades.Add((
            new MarketTradeRow
            {
                SeriesId = desk.SeriesId,
                Number = desk.LastTrade,
                BuySequence = buy.Sequence,
                SellSequence = sell.Sequence,
                BuyerId = buy.InvestorId,
                SellerId = sell.InvestorId,
                Taker = TakerOf(trade),
                Price = trade.Price,
                Quantity = trade.Quantity,
                AccruedYen = accrued,
                BuyerFeeYen = buyerFee,
                SellerFeeYen = sellerFee,
                LogSequence = logSequence,
                TradedAt = now,
            },
            settlement));
        Tell(desk, buy, trade.Quantity, value + accrued + buyerFee);
        Tell(desk, sell, trade.Quantity, value + accrued - sellerFee);
    }

    private void Fill(SeriesDesk desk, OpenOrder order, long tokens, long value)
    {
        desk.AddBid(order, -tokens);
        order.Left -= tokens;
        order.Filled += tokens;
        order.ValueYen = checked(order.ValueYen + value);
        Mark(desk, order);
        if (order.Left > 0) return;
        order.State = MarketOrderState.Filled;
        desk.Remove(order.Sequence);
    }

    private void End(SeriesDesk desk, SeriesOrderEnded end)
    {
        if (desk.Remove(end.OrderId) is not { } order) return; // Filled by the auction that ended it.
        desk.AddBid(order, -order.Left);
        Bind(desk, order, order.IsBuy ? -order.HeldYen : -order.Left);
        order.HeldYen = 0;
        order.State = end.End.ToState();
        Mark(desk, order);
        if (end.End == OrderEnd.Expired && order.IsTold)
            Notices.Add(new MarketNotice(order.InvestorId, desk.SeriesId, null, end.Left, 0));
    }

    private void Tell(SeriesDesk desk, OpenOrder order, long tokens, long yen)
    {
        if (order.IsTold)
            Notices.Add(new MarketNotice(order.InvestorId, desk.SeriesId, order.Side, tokens, yen));
    }

    private void Bind(SeriesDesk desk, OpenOrder order, long more)
    {
        if (more == 0) return;
        var asset = order.IsBuy ? AccountBook.Yen : desk.AssetId;
        facts.Bind(order.InvestorId, asset, more);
        Ledger.Hold(order.InvestorId, asset, desk.SeriesId, more);
    }

    private void Mark(SeriesDesk desk, OpenOrder order)
    {
        if (order.IsMarked) return;
        order.IsMarked = true;
        Orders.Add((desk, order));
    }

    private void Touch(SeriesDesk desk)
    {
        if (_touched.Add(desk)) desk.LastAt = now;
    }

    private static TradeTaker TakerOf(SeriesTrade trade)
    {
        if (trade.IsAuction) return TradeTaker.None;
        return trade.BuyOrder > trade.SellOrder ? TradeTaker.Buyer : TradeTaker.Seller;
    }

    /// <summary>What was done under a person's key.</summary>
    public sealed class DoneCommands
        : Dictionary<(long InvestorId, string ClientId), (MarketRequest Request, OpenOrder Order)>;
}
