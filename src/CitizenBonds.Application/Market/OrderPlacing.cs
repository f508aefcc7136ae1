using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>One order about to be accepted, with everything it is judged by.</summary>
internal sealed class OrderPlacing
{
    private readonly SeriesDesk _desk;
    private readonly MarketRules _rules;
    private readonly InvestorRow _investor;
    private readonly MarketRequest _request;
    private readonly DateOnly _today;
    private readonly OrderRequest _judged;
    private readonly SeriesState _series;
    private readonly Rate _fee;

    public OrderPlacing(
        SeriesDesk desk, MarketRules rules, BatchFacts facts, InvestorRow investor, MarketRequest request,
        DateOnly today)
    {
        (_desk, _rules, _investor, _request, _today) = (desk, rules, investor, request, today);
        var close = Money.FromYen(desk.Run.State.PreviousClose);
        _series = new SeriesState(
            desk.Run.State.Session.State, Quantity.FromTokens(desk.Issue.SizeTokens), close, rules.Tick);
        var tokens = facts.Owned(investor.Id, desk.AssetId);
        _judged = new OrderRequest
        {
            Side = request.Side,
            Type = request.Type,
            Quantity = request.Quantity,
            Limit = Money.FromYen(request.Price),
            GoodTill = request.GoodTill,
            Investor = ApplicationJudgement.StandingOf(investor, facts.HasReceivedCoupon(investor.Id)),
            FreeTokens = facts.Free(investor.Id, desk.AssetId),
            FreeCash = Money.FromYen(facts.Free(investor.Id, AccountBook.Yen)),
            Committed = (close * Quantity.FromTokens(tokens)) + Money.FromYen(desk.BidYenOf(investor.Id)),
        };
        _fee = investor.Kind == InvestorKind.Institution ? rules.InstitutionFee : Rate.Zero;
    }

    private bool IsBuy => _request.Side == OrderSide.Buy;

    public Refusal? FindRefusal()
    {
        if (!_desk.IsTradedOn(_today))
            return Refusal.Of(MarketRefusal.SeriesNotTraded, ("lastDay", _desk.LastTradingDay));
        if (_request.GoodTill is { } last && last > LastGoodTill())
            return Refusal.Of(MarketRefusal.GoodTillTooFar, ("lastDay", LastGoodTill()));
        if (_rules.Orders.FindRefusal(_judged, _series, _today) is { } refusal) return Refusal.Of(refusal, Arguments());
        // A price that a year's interest could eat up would make a trade in which nothing is paid.
        if (_request.Type != OrderType.Market && _request.Price <= YearsInterestYen())
            return Refusal.Of(OrderRefusal.PriceOutOfRange, Arguments());
        if (!IsBuy) return null;
        return HoldYen() > _judged.FreeCash.MinorUnits ? Refusal.Of(OrderRefusal.CashTooLow, Arguments()) : null;
    }

    /// <param name="sequence">The number the order gets.</param>
    public OpenOrder Accept(long sequence) => new()
    {
        Sequence = sequence,
        InvestorId = _investor.Id,
        Side = _request.Side,
        CoverPrice = CoverPrice(),
        MostAccrued = MostAccrued(),
        Fee = _fee,
        IsTold = _investor.Kind == InvestorKind.Citizen,
        State = MarketOrderState.Open,
        Left = _request.Quantity,
        HeldYen = IsBuy ? HoldYen() : 0,
    };

    private long YearsInterestYen() =>
        (long)((Int128)_desk.Issue.DenominationYen * _desk.Issue.CouponPpm / 1_000_000);

    private DateOnly LastGoodTill()
    {
        var longest = _today.AddDays(TradeTerms.GoodTillDaysMax);
        return longest < _desk.LastTradingDay ? longest : _desk.LastTradingDay;
    }

    private long CoverPrice() => IsBuy ? _rules.Orders.CoveringPrice(_judged, _series).MinorUnits : _request.Price;

    private AccruedShare MostAccrued() => _desk.MostAccrued(_today, _request.GoodTill ?? _today);

    private long HoldYen() => TradeTerms.HoldToBuy(CoverPrice(), _request.Quantity, MostAccrued(), _fee);

    private ReadOnlySpan<(string Name, object Value)> Arguments()
    {
        var entry = _rules.Orders.Entry;
        var volume = _series.PreviousClose * _series.IssueSize;
        var limit = entry.LimitPerIssue(
            entry.PhaseOf(_judged.Investor, _today), _judged.Investor.DeclaredNetAssets, volume);
        var most = (long)((Int128)_series.IssueSize.Tokens * _rules.Orders.OrderShareMax.PerMillion / 1_000_000);
        var prices = _rules.Orders.PricesAround(_series.PreviousClose.MinorUnits);
        return new (string, object)[]
        {
            ("asked", Quantity.FromTokens(Math.Max(0, _request.Quantity))),
            ("limit", limit),
            ("committed", _judged.Committed),
            ("most", Quantity.FromTokens(most)),
            ("cash", _judged.FreeCash),
            ("tokens", Quantity.FromTokens(_judged.FreeTokens)),
            ("lowest", Money.FromYen(prices.Lowest)),
            ("highest", Money.FromYen(prices.Highest)),
            ("tick", _series.Tick),
        };
    }
}
