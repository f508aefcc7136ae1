using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Data.Identity;

namespace CitizenBonds.Application.Market;

/// <summary>
/// The operator ends a halt: after <see cref="MarketRules.ResumeNotice"/> a call auction reopens trading.
/// </summary>
public sealed class ResumeSeries(MarketEngine engine)
{
    public async Task<Outcome<SeriesHalt>> ExecuteAsync(
        long seriesId, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Operator)) return Refusal.Of(HaltRefusal.NotTheOperator);
        var request = new MarketRequest
        {
            SeriesId = seriesId, Kind = MarketRequestKind.Resume, User = actor.UserId,
        };
        return await engine.SubmitAsync(
            request, now, answer => new SeriesHalt(seriesId, answer.Sequence), cancellationToken);
    }
}
