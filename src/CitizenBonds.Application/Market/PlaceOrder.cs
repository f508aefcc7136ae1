using CitizenBonds.Application.Commands;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <param name="LimitYen">Ignored for a market order.</param>
/// <param name="GoodTill">Last day the order may rest; null for today alone.</param>
public sealed record PlaceOrderCommand(
    long SeriesId, OrderSide Side, OrderType Type, long LimitYen, long Quantity, DateOnly? GoodTill = null);

/// <param name="Sequence">The order's number in its series.</param>
/// <param name="Filled">At once; fills that come later are found with the order.</param>
public sealed record PlacedOrder(
    long SeriesId, long Sequence, MarketOrderState State, Quantity Filled, Quantity Left, Money Held);

/// <summary>
/// Places an order. When this returns, order, hold, trades and payment are committed together. The log of the market
/// keeps the key: the same key with the same order answers as before, with another it is refused.
/// </summary>
public sealed class PlaceOrder(MarketEngine engine)
{
    public async Task<Outcome<PlacedOrder>> ExecuteAsync(
        PlaceOrderCommand command, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!ClientIds.IsFit(key)) return Refusal.Of(MarketRefusal.ClientIdUnfit);
        var request = new MarketRequest
        {
            SeriesId = command.SeriesId,
            Kind = MarketRequestKind.Place,
            User = actor,
            ClientId = key,
            Side = command.Side,
            Type = command.Type,
            Price = command.Type == OrderType.Market ? 0 : command.LimitYen,
            Quantity = command.Quantity,
            GoodTill = command.GoodTill,
        };
        return await engine.SubmitAsync(request, now, answer => Placed(command.SeriesId, answer), cancellationToken);
    }

    private static PlacedOrder Placed(long seriesId, MarketAnswer answer) => new(
        seriesId, answer.Sequence, answer.State, Quantity.FromTokens(answer.FilledTokens),
        Quantity.FromTokens(answer.LeftTokens), Money.FromYen(answer.HeldYen));
}
