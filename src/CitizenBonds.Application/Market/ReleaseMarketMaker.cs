using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Market;

/// <param name="LastDay">The last day that counts; a promise that had not begun never counts.</param>
public sealed record ReleasedMarketMaker(long MakerId, DateOnly LastDay);

/// <summary>The operator ends what an institution has promised for a series, with the day.</summary>
public sealed class ReleaseMarketMaker(CommandRunner commands)
{
    public Task<Outcome<ReleasedMarketMaker>> ExecuteAsync(
        long makerId, string key, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(ReleaseMarketMaker), key, makerId, actor.UserId, now),
            (portal, token) => ReleaseAsync(portal, makerId, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<ReleasedMarketMaker>> ReleaseAsync(
        PortalContext portal, long makerId, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!actor.Is(PortalRole.Operator)) return Refusal.Of(MarketMakerRefusal.NotTheOperator);
        var rows = await portal.MarketMakers
            .FromSql($"select * from portal.market_makers where id = {makerId} for update")
            .ToListAsync(cancellationToken);
        if (rows is not [{ LastDay: null } row]) return Refusal.Of(MarketMakerRefusal.NotAppointed);

        var today = PortalTime.DayOf(now);
        row.LastDay = today < row.FirstDay ? row.FirstDay : today;
        return new ReleasedMarketMaker(row.Id, row.LastDay.Value);
    }
}
