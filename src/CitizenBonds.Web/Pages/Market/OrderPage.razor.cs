using System.Globalization;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>
/// The order ticket for a phone: what and how much, review, result. What is typed is kept from the first screen on.
/// </summary>
public sealed partial class OrderPage
{
    private const string Buy = "buy";
    private const string Sell = "sell";
    private const string Yen = "yen";
    private const string Tokens = "tokens";
    private const string Losses = "losses";

    private TradedBond? _bond;
    private OrderTicketView? _ticket;
    private OrderDraft? _draft;
    private PlaceOrderCommand? _review;
    private EstimatedFill? _fill;
    private OrderLine? _result;

    [Parameter] public required string Isin { get; set; }

    /// <summary>
    /// "review", "losses", or the number of the order that was placed; anything else is the first screen.
    /// </summary>
    [SupplyParameterFromQuery(Name = "step")] public string? Step { get; set; }

    /// <summary>"buy" or "sell": what the person came for.</summary>
    [SupplyParameterFromQuery(Name = "side")] public string? Wanted { get; set; }

    [SupplyParameterFromForm(FormName = "order")] public string? Side { get; set; }

    [SupplyParameterFromForm(FormName = "order")] public string? Amount { get; set; }

    [SupplyParameterFromForm(FormName = "order")] public string? Unit { get; set; }

    [SupplyParameterFromForm(FormName = "order")] public string? Kind { get; set; }

    [SupplyParameterFromForm(FormName = "order")] public string? LimitPrice { get; set; }

    [SupplyParameterFromForm(FormName = "order")] public string? GoodTill { get; set; }

    [SupplyParameterFromForm(FormName = "confirm")] public string? Confirmed { get; set; }

    [Inject] public required TradedBonds Bonds { get; init; }

    [Inject] public required OrderTicketQueries Tickets { get; init; }

    [Inject] public required OrderDrafts Drafts { get; init; }

    [Inject] public required OwnOrderQueries OwnOrders { get; init; }

    [Inject] public required PlaceOrder Placing { get; init; }

    [Inject] public required SeeLossSimulation LossSimulation { get; init; }

    [Inject] public required MarketRules Rules { get; init; }

    private string Title => _bond?.Title.In(Language) ?? "";

    private string SideChosen => Side ?? Wanted ?? (_draft?.Side == OrderSide.Sell ? Sell : Buy);

    private string UnitChosen => Unit ?? (_draft?.IsInYen == true ? Yen : Tokens);

    private string AmountTyped => Amount ?? _draft?.QuantityText ?? "";

    private string KindChosen => Kind ?? (_draft?.Type ?? OrderType.Limit).ToString();

    private string GoodTillTyped => GoodTill ?? OrderText.Of(_draft?.GoodTill);

    /// <summary>Prefilled with the price at which the order would trade at once.</summary>
    private string LimitTyped => LimitPrice ?? _draft?.LimitText
        ?? (SideChosen == Sell ? _ticket?.Book.BestBid : _ticket?.Book.BestAsk)?.MinorUnits
            .ToString(CultureInfo.InvariantCulture) ?? "";

    private Choice[] Sides => [new(Buy, W["Market.Buy"]), new(Sell, W["Market.Sell"])];

    private Choice[] Units => [new(Tokens, W["Citizen.InTokens"]), new(Yen, W["Citizen.InYen"])];

    private Choice[] Kinds => [.. Enum.GetValues<OrderType>().Select(type => new Choice(type.ToString(), W.Of(type)))];

    private string Today => OrderText.Of(PortalTime.DayOf(Now));

    private string LastDay => OrderText.Of(_ticket?.LastGoodTill);

    private string SessionText => _ticket?.Book is { } book ? MarketWords.SessionOf(W, book) : "";

    protected override async Task LoadAsync()
    {
        _bond = await Bonds.FindAsync(Isin, Cancelled);
        if (_bond is not null) _ticket = await Tickets.FindAsync(_bond.SeriesId, UserId, Now, Cancelled);
        if (_bond is null || _ticket is null)
        {
            Navigation.NotFound();
            return;
        }

        _draft = await Drafts.FindAsync(_bond.SeriesId, UserId, Cancelled);
        if (long.TryParse(Step, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            _result = await OwnOrders.FindAsync(UserId, _bond.SeriesId, sequence, Cancelled);
        else if (Step is "review" or Losses && _draft is { } draft) await ReviewAsync(draft);
    }

    private async Task SaveAsync()
    {
        if (_bond is null || _ticket is null) return;
        var type = Enum.TryParse<OrderType>(Kind, out var kind) && Enum.IsDefined(kind) ? kind : OrderType.Limit;
        var draft = new OrderDraft(
            Side == Sell ? OrderSide.Sell : OrderSide.Buy, type, Clean(Amount, OrderDrafts.TextLengthMax),
            Unit == Yen, Clean(LimitPrice, OrderDrafts.TextLengthMax), OrderText.DayOf(GoodTill));
        await Drafts.SaveAsync(_bond.SeriesId, draft, UserId, Now, Cancelled);
        if (!string.IsNullOrEmpty(GoodTill) && draft.GoodTill is null)
            Errors.Add((nameof(GoodTill), W["Market.DayUnreadable"]));
        await ReviewAsync(draft);
        if (Errors.Count == 0 && Refused is null) GoTo(Urls.OrderReview(Isin));
        _review = null;
    }

    private async Task ConfirmAsync()
    {
        if (_bond is null || OrderText.Read(Confirmed, _bond.SeriesId) is not { } order) return;
        var placed = await Placing.ExecuteAsync(order, Key, UserId, Now, Cancelled);
        Refused = placed.AsRefusal;
        if (Refused is not null) return;
        await Drafts.DeleteAsync(_bond.SeriesId, UserId, Cancelled);
        GoTo(Urls.OrderPlaced(Isin, placed.ValueOrThrow.Sequence));
    }

    private async Task SeeLossesAsync()
    {
        Refused = (await LossSimulation.ExecuteAsync(UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(Urls.OrderReview(Isin));
    }

    /// <summary>What one token may cost: the limit, or what it would cost now.</summary>
    private Money PriceOf(PlaceOrderCommand order) => order.Type == OrderType.Market
        ? _fill?.AveragePrice ?? _ticket?.Book.PreviousClose ?? Money.Zero
        : Money.FromYen(order.LimitYen);

    /// <summary>Reads a draft and works out what it would do now.</summary>
    private async Task ReviewAsync(OrderDraft draft)
    {
        if (_bond is null || _ticket is null) return;
        var limit = draft.Type == OrderType.Market ? 0 : TypedNumber.Parse(draft.LimitText);
        if (limit is null) Errors.Add((nameof(LimitPrice), W["Market.LimitUnreadable"]));
        var quantity = limit is { } yen ? QuantityOf(draft, yen) : null;
        if (quantity is null && limit is not null) Errors.Add((nameof(Amount), W["Market.AmountUnreadable"]));
        if (quantity is not { } tokens || limit is not { } price) return;
        var order = new PlaceOrderCommand(_bond.SeriesId, draft.Side, draft.Type, price, tokens, draft.GoodTill);
        // Nothing is estimated for more than there can be.
        var bounded = order with { Quantity = Math.Min(tokens, _ticket.QuantityMax.Tokens + 1) };
        var fill = await Tickets.EstimateAsync(bounded, UserId, Now, Cancelled);
        if (fill is null) return;
        Refused = OrderPreview.Find(order, _ticket, fill, Rules.Tick);
        if (Refused is null) (_review, _fill) = (order, fill);
    }

    /// <summary>Yen buy whole tokens at price and interest: rounded down, never more than was typed.</summary>
    private long? QuantityOf(OrderDraft draft, long limitYen)
    {
        if (_ticket is null || TypedNumber.Parse(draft.QuantityText) is not { } number) return null;
        if (!draft.IsInYen) return number == 0 ? null : number;
        var best = draft.Side == OrderSide.Buy ? _ticket.Book.BestAsk : _ticket.Book.BestBid;
        var price = draft.Type == OrderType.Market ? (best ?? _ticket.Book.PreviousClose).MinorUnits : limitYen;
        var each = Math.Max(1, price + _ticket.AccruedOnOne.MinorUnits);
        return number / each is > 0 and var tokens ? tokens : null;
    }

    private string PriceOrNone(Money? price) => price is { } known ? Formats.Exact(known) : W["Market.None"];

    private string ResultText(OrderLine line) => W[
        "Market.ResultText",
        Formats.Number(line.Filled.Tokens),
        Formats.Number(line.Quantity.Tokens),
        line.AveragePrice is { } price ? Formats.Exact(price) : W["Market.None"],
        W.Of(line.State)];
}
