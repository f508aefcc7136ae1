using CitizenBonds.Domain.Market;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Market;

/// <summary>Any sequence of orders and cancels, compared with the plain rules and with itself.</summary>
public sealed class OrderBookProperties
{
    private const int Levels = 12;
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(300);

    [Fact]
    public void Book_AnyMessages_TradesExactlyLikeTheReference() =>
        Check(messages =>
        {
            var reference = new ReferenceBook(Levels);
            var book = new OrderBook(Levels);
            foreach (var message in messages)
            {
                if (message.IsCancel)
                    Assert.Equal(reference.Cancel(message.Target), book.Cancel(message.Target));
                else
                    Assert.Equal(
                        reference.Place(message.Side, message.Type, message.Level, message.Quantity, message.Owner),
                        book.Place(message.Side, message.Type, message.Level, message.Quantity, message.Owner).End);
            }
            Assert.Equal(reference.Trades, book.Trades.ToArray());
            Assert.Equal(
                reference.Standing.ToDictionary(),
                Enumerable.Range(0, book.OrderCount).Where(number => book.LeftOf(number) > 0)
                    .ToDictionary(number => number, book.LeftOf));
        });

    [Fact]
    public void Book_AnyMessages_ConservesQuantityAndIsNeverCrossed() =>
        Check(messages =>
        {
            var book = new OrderBook(Levels);
            var (placed, dropped) = (0L, 0L);
            foreach (var message in messages)
            {
                if (message.IsCancel)
                {
                    dropped += book.Cancel(message.Target);
                }
                else
                {
                    var result = book.Place(
                        message.Side, message.Type, message.Level, message.Quantity, message.Owner);
                    placed += message.Quantity;
                    if (result.End != PlaceEnd.Resting) dropped += result.Left;
                }
                Assert.True(book.BestBid < book.BestAsk);
            }
            var traded = book.Trades.ToArray().Sum(trade => trade.Quantity);
            var resting = Enumerable.Range(0, Levels).Sum(book.TotalAt);
            var listed = Enumerable.Range(0, Levels).SelectMany(book.OrdersAt).Sum(book.LeftOf);
            Assert.Equal(placed, dropped + resting + (2 * traded));
            Assert.Equal(resting, listed);
        });

    [Fact]
    public void Book_Replayed_GivesTheSameTrades() =>
        Check(messages => Assert.Equal(TradesOf(messages), TradesOf(messages)));

    private static void Check(Action<List<Message>> claim) =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Kind, byte Level, byte Quantity, byte Owner)[]>(),
            any => claim([.. any.Select((raw, index) => Message.From(raw, index))])).Check(Thorough);

    private static BookTrade[] TradesOf(List<Message> messages)
    {
        var book = new OrderBook(Levels, orderCapacity: 1, tradeCapacity: 1);
        foreach (var message in messages)
        {
            if (message.IsCancel) book.Cancel(message.Target);
            else book.Place(message.Side, message.Type, message.Level, message.Quantity, message.Owner);
        }
        return book.Trades.ToArray();
    }

    private readonly record struct Message(
        bool IsCancel, int Target, OrderSide Side, OrderType Type, int Level, long Quantity, int Owner)
    {
        public static Message From((byte Kind, byte Level, byte Quantity, byte Owner) raw, int index) => new(
            raw.Kind % 10 >= 7,
            raw.Level % (index + 1),
            (OrderSide)(raw.Kind / 10 % 2),
            (raw.Kind % 10) switch
            {
                4 => OrderType.Market,
                5 => OrderType.ImmediateOrCancel,
                6 => OrderType.FillOrKill,
                _ => OrderType.Limit,
            },
            raw.Level % Levels,
            1 + (raw.Quantity % 20),
            raw.Owner % 6);
    }
}
