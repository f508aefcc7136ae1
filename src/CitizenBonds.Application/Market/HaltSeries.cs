using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;

namespace CitizenBonds.Application.Market;

/// <param name="Sequence">The step in the log of the series.</param>
public sealed record SeriesHalt(long SeriesId, long Sequence);

/// <summary>Why an operator's command is refused before the market is asked.</summary>
public enum HaltRefusal
{
    NotTheOperator = 1,
}

/// <summary>
/// The operator stops trading in a series: orders and cancels are accepted, nothing trades, no auction is held, over
/// night if need be, until it is resumed.
/// </summary>
public sealed class HaltSeries(MarketEngine engine)
{
    public async Task<Outcome<SeriesHalt>> ExecuteAsync(
        long seriesId, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Operator)) return Refusal.Of(HaltRefusal.NotTheOperator);
        var request = new MarketRequest
        {
            SeriesId = seriesId, Kind = MarketRequestKind.Halt, User = actor.UserId,
        };
        return await engine.SubmitAsync(
            request, now, answer => new SeriesHalt(seriesId, answer.Sequence), cancellationToken);
    }
}
