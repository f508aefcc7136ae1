using CitizenBonds.Domain.Market;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Market;

/// <summary>
/// Any orders, cancels and operator's halts over several days: the log that was written decides everything again.
/// </summary>
public sealed class SeriesRunProperties
{
    private const long IssuePrice = 100;
    private static readonly DateOnly First = new(2026, 4, 1);
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(150);

    [Fact]
    public void Replay_OfTheLog_GivesTheSameTradesAndTheSameBook() =>
        Check(messages =>
        {
            var day = Live.Run(messages);
            var replay = NewRun();

            var results = day.Log.ConvertAll(entry => ResultOf(replay, entry));

            Assert.Equal(day.Results, results);
            Assert.Equal(day.State, replay.State);
            Assert.Equal(day.Open, replay.Market.OpenOrders);
        });

    [Fact]
    public void GoingOn_FromWhatIsStoredAtAnyPoint_GivesTheSameRest() =>
        Check(messages =>
        {
            var day = Live.Run(messages);
            var first = NewRun();
            var cut = day.Stored[day.Stored.Count / 2];
            for (var index = 0; index < cut; index++) ResultOf(first, day.Log[index]);
            var second = new SeriesRun(
                first.State, [.. first.Market.OpenOrders], OrderRules.Default, SessionSchedule.Default);

            Assert.Equal(day.Results.Skip(cut), day.Log.Skip(cut).Select(entry => ResultOf(second, entry)));
            Assert.Equal(day.Open, second.Market.OpenOrders);
        });

    private static void Check(Action<(byte Kind, byte Level, byte Quantity, byte Minutes)[]> claim) =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Kind, byte Level, byte Quantity, byte Minutes)[]>(), claim)
            .Check(Thorough);

    private static SeriesRun NewRun() => SeriesRun.Start(IssuePrice, OrderRules.Default, SessionSchedule.Default);

    /// <summary>Everything one entry causes, as text that can be compared.</summary>
    private static string ResultOf(SeriesRun run, MarketEntry entry)
    {
        run.Apply(entry);
        var result = string.Join(';', run.Market.Trades) + '/' + string.Join(';', run.Market.Ended);
        run.Market.ClearEvents();
        return result;
    }

    /// <summary>The part of the writer that decides what enters the log.</summary>
    private sealed class Live
    {
        private readonly SeriesRun _run = NewRun();
        private DateOnly _day = First;
        private TimeOnly _time = new(8, 0);

        public List<MarketEntry> Log { get; } = [];

        public List<string> Results { get; } = [];

        /// <summary>Lengths the stored log has had: an order and the halt it causes are stored together.</summary>
        public List<int> Stored { get; } = [0];

        public SeriesRunState State => _run.State;

        public IEnumerable<SeriesOrder> Open => _run.Market.OpenOrders;

        public static Live Run((byte Kind, byte Level, byte Quantity, byte Minutes)[] messages)
        {
            var live = new Live();
            foreach (var message in messages)
            {
                live.Take(message);
                live.Stored.Add(live.Log.Count);
            }

            return live;
        }

        private void Take((byte Kind, byte Level, byte Quantity, byte Minutes) message)
        {
            Pass(message.Minutes % 60);
            while (_run.NextStep(_day, _time, isTradingDay: true) is { } step) Write(step);
            if (_run.State.Session.State == SessionState.Closed) return;
            if (message.Kind % 20 == 18)
                Write(_run.State.IsHalted
                    ? _run.ResumeEntry(_day, _time, TimeSpan.FromMinutes(5))
                    : _run.HaltEntry(_day));
            else if (message.Kind % 20 > 15) Cancel(message.Level);
            else Write(OrderOf(message));
            if (_run.HaltAfter(_time) is { } halt) Write(halt);
        }

        private void Pass(int minutes)
        {
            _time = _time.AddMinutes(minutes);
            if (_time < new TimeOnly(15, 45)) return;
            (_day, _time) = (_day.AddDays(1), new TimeOnly(8, 0));
        }

        private void Cancel(byte which)
        {
            var open = _run.Market.OpenOrders.ToList();
            if (open.Count == 0) return;
            Write(new MarketEntry
            {
                Sequence = _run.State.Sequence + 1,
                Kind = MarketEntryKind.Cancel,
                OrderSequence = open[which % open.Count].Id,
            });
        }

        private MarketEntry OrderOf((byte Kind, byte Level, byte Quantity, byte Minutes) message)
        {
            var type = (OrderType)(message.Kind % 20 / 4);
            return new MarketEntry
            {
                Sequence = _run.State.Sequence + 1,
                Kind = MarketEntryKind.Place,
                InvestorId = 1 + (message.Quantity % 6),
                Side = (OrderSide)(message.Minutes % 2),
                Type = type,
                Price = type == OrderType.Market ? 0 : 88 + (message.Level % 25),
                Quantity = 1 + (message.Quantity % 20),
                GoodTill = message.Level % 3 == 0 ? _day.AddDays(message.Level % 4) : null,
            };
        }

        private void Write(MarketEntry entry)
        {
            Log.Add(entry);
            Results.Add(ResultOf(_run, entry));
        }
    }
}
