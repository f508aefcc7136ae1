using System.Diagnostics;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Benchmarks.Matching;

/// <summary>Speed of the continuous book and of the call auction, on one core.</summary>
internal static class MatchingBench
{
    private const int Messages = 1_000_000;
    private const int AuctionOrders = 600_000;
    private const int Rounds = 15;

    public static void Run()
    {
        var messages = MatchingLoad.Create(Messages, seed: 1);
        RunContinuous(messages);
        RunCallAuction();
    }

    /// <summary>
    /// The two contenders take turns, so that a busy machine slows both; the median of the rounds counts.
    /// </summary>
    private static void RunContinuous(Message[] messages)
    {
        var (ours, bare) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            var ladder = new BareLadder(MatchingLoad.Levels, Messages);
            bare[round] = Messages / Seconds(() => ladder.Run(messages));

            var book = new OrderBook(MatchingLoad.Levels, Messages, 4 * Messages);
            var volume = 0L;
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            ours[round] = Messages / Seconds(() => volume = RunBook(book, messages));
            var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;

            if (book.Trades.Length != ladder.Trades || volume != ladder.Traded)
                throw new InvalidOperationException("The book and the ladder disagree.");
            if (round == 0)
                Console.Error.WriteLine($"trades {ladder.Trades:N0}, bytes allocated while matching {allocated:N0}");
        }
        Figure.Print("continuous", Median(ours), "messages/s", Median(bare));
    }

    private static long RunBook(OrderBook book, ReadOnlySpan<Message> messages)
    {
        foreach (ref readonly var message in messages)
        {
            if (message.Kind == MessageKind.Cancel)
            {
                book.Cancel(message.Target);
                continue;
            }
            var type = message.Kind == MessageKind.Market ? OrderType.Market : OrderType.Limit;
            book.Place(message.Side, type, message.Level, message.Quantity);
        }
        var volume = 0L;
        foreach (ref readonly var trade in book.Trades) volume += trade.Quantity;
        return volume;
    }

    private static void RunCallAuction()
    {
        var random = new Random(1);
        var orders = new AuctionOrder[AuctionOrders];
        for (var index = 0; index < orders.Length; index++)
        {
            var limit = random.Next(20) == 0 ? AuctionOrder.AtMarket : 10_000 + random.Next(-2_000, 2_001);
            orders[index] = new((OrderSide)random.Next(2), limit, 1 + random.Next(100));
        }
        var milliseconds = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
            milliseconds[round] = 1_000 * Seconds(() => CallAuction.Clear(orders, 10_000));
        Figure.Print("call-auction", Median(milliseconds), "ms", 0);
    }

    private static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
