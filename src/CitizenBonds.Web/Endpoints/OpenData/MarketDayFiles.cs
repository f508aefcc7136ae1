using System.Globalization;
using System.Text;
using System.Text.Json;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>
/// A trading day as files: the parts of continuous trading as <c>citizenbonds-verify match</c> reads them, the auctions
/// as <c>citizenbonds-verify auction</c> does, and the trades both must give.
/// </summary>
public static class MarketDayFiles
{
    /// <summary>One part of continuous trading; the column owner numbers people from one, anew in every file.</summary>
    public static string Orders(RecordedSession session)
    {
        var text = new StringBuilder("seq,action,order_id,side,type,price,quantity,owner\r\n");
        var owners = new Dictionary<int, int>();
        var number = 0;
        foreach (var message in session.Messages)
        {
            number++;
            if (message.Order is not { } order)
            {
                text.Append(CultureInfo.InvariantCulture, $"{number},cancel,{message.OrderId},,,,,\r\n");
                continue;
            }

            if (!owners.TryGetValue(order.Owner, out var owner)) owners[order.Owner] = owner = owners.Count + 1;
            var price = order.Type == OrderType.Market ? null : (long?)order.Limit;
            text.Append(CultureInfo.InvariantCulture, $"{number},new,{order.Id},{SideOf(order.Side)},");
            text.Append(CultureInfo.InvariantCulture, $"{TypeOf(order.Type)},{price},{order.Quantity},{owner}\r\n");
        }

        return text.ToString();
    }

    public static byte[] Auctions(IReadOnlyList<RecordedAuction> auctions) =>
        JsonSerializer.SerializeToUtf8Bytes(auctions.Select(auction => new
        {
            id = auction.Part,
            reference = auction.Reference,
            tick = 1,
            orders = auction.Orders.Select(order => new
            {
                id = order.Id,
                side = SideOf(order.Side),
                quantity = order.Quantity,
                limit = order.Type == OrderType.Market ? null : (long?)order.Limit,
            }),
        }));

    public static string Trades(IReadOnlyList<RecordedTrade> trades)
    {
        var text = new StringBuilder("part,kind,taker_id,maker_id,buy_id,sell_id,price,quantity\r\n");
        foreach (var (part, trade) in trades)
        {
            var (first, second) = (
                Math.Max(trade.BuyOrder, trade.SellOrder), Math.Min(trade.BuyOrder, trade.SellOrder));
            var pair = trade.IsAuction
                ? "auction,,"
                : string.Create(CultureInfo.InvariantCulture, $"continuous,{first},{second}");
            text.Append(CultureInfo.InvariantCulture, $"{part},{pair},{trade.BuyOrder},{trade.SellOrder},");
            text.Append(CultureInfo.InvariantCulture, $"{trade.Price},{trade.Quantity}\r\n");
        }

        return text.ToString();
    }

    private static string SideOf(OrderSide side) => side == OrderSide.Buy ? "buy" : "sell";

    private static string TypeOf(OrderType type) => type switch
    {
        OrderType.Market => "market",
        OrderType.ImmediateOrCancel => "ioc",
        OrderType.FillOrKill => "fok",
        _ => "limit",
    };
}
