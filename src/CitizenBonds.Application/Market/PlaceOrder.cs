using CitizenBonds.Application.Commands;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <param name="LimitYen">Ignored for a market order.</param>
/// <param name="GoodTill">Last day the order may rest; null for today alone.</param>
/// <param name="OnlyAt">
/// The number of the series' log the order was decided on: once anything has happened since, it is refused. Null: the
/// order takes the book as it finds it.
/// </param>
public sealed record PlaceOrderCommand(
    long SeriesId, OrderSide Side, OrderType Type, long LimitYen, long Quantity, DateOnly? GoodTill = null,
    long? OnlyAt = null);

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
        var request = RequestOf(command, key, actor);
        return await engine.SubmitAsync(request, now, answer => Placed(command.SeriesId, answer), cancellationToken);
    }

    /// <summary>Places orders of several people at one moment, in their order, in one transaction.</summary>
    /// <param name="orders">Each with a fit key of its own.</param>
    internal Task<IReadOnlyList<Outcome<PlacedOrder>>> ExecuteTogetherAsync(
        IReadOnlyList<(PlaceOrderCommand Command, string Key, Guid Actor)> orders, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (orders.Any(order => !ClientIds.IsFit(order.Key))) throw new ArgumentException("A key is not fit.");
        return engine.SubmitTogetherAsync(
            [.. orders.Select(order => RequestOf(order.Command, order.Key, order.Actor))],
            now,
            (request, answer) => Placed(request.SeriesId, answer),
            cancellationToken);
    }

    private static MarketRequest RequestOf(PlaceOrderCommand command, string key, Guid actor) => new()
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
        OnlyAt = command.OnlyAt,
    };

    private static PlacedOrder Placed(long seriesId, MarketAnswer answer) => new(
        seriesId, answer.Sequence, answer.State, Quantity.FromTokens(answer.FilledTokens),
        Quantity.FromTokens(answer.LeftTokens), Money.FromYen(answer.HeldYen));
}
