using CitizenBonds.Application.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>What an order would do, to the yen, before it is confirmed.</summary>
public sealed partial class OrderReview
{
    [Parameter, EditorRequired] public required PlaceOrderCommand Order { get; set; }

    [Parameter, EditorRequired] public required EstimatedFill Fill { get; set; }

    [Parameter, EditorRequired] public required OrderTicketView Ticket { get; set; }

    [Parameter, EditorRequired] public required TradedBond Bond { get; set; }

    private bool IsBuy => Order.Side == OrderSide.Buy;

    private Money Limit => Money.FromYen(Order.LimitYen);

    /// <summary>Of the limit, when the order is filled in full.</summary>
    private Money After
    {
        get
        {
            var price = Order.Type == OrderType.Market ? Ticket.Book.PreviousClose : Limit;
            var value = price * Quantity.FromTokens(Order.Quantity);
            return IsBuy ? Ticket.Committed + value : Money.Max(Money.Zero, Ticket.Committed - value);
        }
    }

    private string RestText => (Order.Type, Ticket.Book.Session) switch
    {
        (OrderType.ImmediateOrCancel or OrderType.FillOrKill, _) => W["Market.RestDropped", Left],
        (OrderType.Market, SessionState.Continuous) => W["Market.RestDropped", Left],
        _ when Order.GoodTill is { } day => W["Market.RestUntil", Left, Formats.Date(day)],
        _ => W["Market.RestToday", Left],
    };

    private string Left => Formats.Number(Fill.Left.Tokens);
}
