using System.Text.Json;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Market;

/// <summary>How a series stood after a close: enough to go on from there without the log before.</summary>
internal sealed record DayEndState(
    long Sequence, DateOnly? Day, long PreviousClose, long? LastPrice, bool IsHalted,
    IReadOnlyList<SeriesOrder> Standing)
{
    public static DayEndState Of(SeriesRun run) => new(
        run.State.Sequence, run.State.Day, run.State.PreviousClose, run.State.LastPrice, run.State.IsHalted,
        [.. run.Market.OpenOrders]);

    public SeriesRun ToRun(MarketRules rules)
    {
        var state = new SeriesRunState(Sequence, Session.Closed, Day, PreviousClose, LastPrice) { IsHalted = IsHalted };
        return new SeriesRun(state, Standing, rules.Orders, rules.Schedule);
    }

    public string ToJson() => JsonSerializer.Serialize(this);

    public static DayEndState FromJson(string text) => JsonSerializer.Deserialize<DayEndState>(text)
        ?? throw new InvalidOperationException("The state of a series at the end of a day cannot be read.");
}
