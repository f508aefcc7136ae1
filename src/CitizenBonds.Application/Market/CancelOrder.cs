using CitizenBonds.Application.Commands;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <param name="Sequence">The order's number in its series.</param>
public sealed record CancelOrderCommand(long SeriesId, long Sequence);

/// <param name="Filled">What had been traded before.</param>
public sealed record CancelledOrder(long SeriesId, long Sequence, Quantity Filled);

/// <summary>
/// Takes what is left of one's own order out of the market and frees what it held; also while closed.
/// </summary>
public sealed class CancelOrder(MarketEngine engine)
{
    public async Task<Outcome<CancelledOrder>> ExecuteAsync(
        CancelOrderCommand command, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!ClientIds.IsFit(key)) return Refusal.Of(MarketRefusal.ClientIdUnfit);
        var request = new MarketRequest
        {
            SeriesId = command.SeriesId,
            Kind = MarketRequestKind.Cancel,
            User = actor,
            ClientId = key,
            OrderSequence = command.Sequence,
        };
        return await engine.SubmitAsync(
            request,
            now,
            answer => new CancelledOrder(
                command.SeriesId, command.Sequence, Quantity.FromTokens(answer.FilledTokens)),
            cancellationToken);
    }
}
