using CitizenBonds.Domain.Market;

namespace CitizenBonds.Benchmarks.Matching;

internal enum MessageKind : byte
{
    Limit,
    Cancel,
    Market,
}

/// <param name="Target">For a cancel: number of the order, which may be finished.</param>
internal readonly record struct Message(MessageKind Kind, OrderSide Side, int Level, int Target, long Quantity);

/// <summary>The messages every contender receives: 60 % limit, 30 % cancel, 10 % market, the same every time.</summary>
internal static class MatchingLoad
{
    public const int Levels = 4_096;
    private const int CancelReach = 10_000;

    public static Message[] Create(int count, int seed)
    {
        var random = new Random(seed);
        var messages = new Message[count];
        var limits = new List<int>(count);
        var middle = Levels / 2;
        var number = 0;
        for (var index = 0; index < count; index++)
        {
            if (random.Next(100) == 0) middle = Math.Clamp(middle + random.Next(-1, 2), 200, Levels - 200);
            var roll = random.Next(10);
            var side = (OrderSide)random.Next(2);
            var quantity = 1 + random.Next(100);
            if (roll is >= 6 and < 9 && limits.Count > 0)
            {
                var back = random.Next(Math.Min(limits.Count, CancelReach));
                messages[index] = new(MessageKind.Cancel, side, 0, limits[^(back + 1)], 0);
                continue;
            }
            if (roll == 9)
            {
                messages[index] = new(MessageKind.Market, side, 0, 0, quantity);
                number++;
                continue;
            }
            // Mostly behind the middle, thinning out; a few ticks across it so that some limits take.
            var distance = (int)(-Math.Log(1 - random.NextDouble()) * 20) - 4;
            var level = side == OrderSide.Buy ? middle - distance : middle + distance;
            messages[index] = new(MessageKind.Limit, side, Math.Clamp(level, 0, Levels - 1), 0, quantity);
            limits.Add(number++);
        }
        return messages;
    }
}
