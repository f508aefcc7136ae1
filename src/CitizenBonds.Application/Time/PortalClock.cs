using CitizenBonds.Data;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Time;

/// <summary>
/// The portal's time: machine time plus an offset kept in the database, zero except in the demonstration, where the
/// operator may move the calendar. Sessions, leases and tokens use machine time.
/// </summary>
public sealed class PortalClock(TimeProvider machine, IDbContextFactory<PortalContext> contexts) : TimeProvider
{
    private long _offsetMicroseconds;
    private DateTimeOffset? _standsAt;

    public bool IsDemo { get; private set; }

    public override DateTimeOffset GetUtcNow() =>
        _standsAt
            ?? machine.GetUtcNow().AddTicks(Interlocked.Read(ref _offsetMicroseconds) * TimeSpan.TicksPerMicrosecond);

    /// <summary>Reads the offset; every node does so every second.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var clock = await portal.Clock.AsNoTracking().SingleAsync(cancellationToken);
        IsDemo = clock.IsDemo;
        Interlocked.Exchange(ref _offsetMicroseconds, clock.OffsetMicroseconds);
    }

    /// <summary>While the calendar is moved the clock stands at each moment at which something is due.</summary>
    public void StandAt(DateTimeOffset moment)
    {
        IsDemo = true;
        _standsAt = moment;
    }

    /// <summary>Lets time run on from where it is set. Only in the demonstration.</summary>
    public async Task RunOnFromAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var offset = (moment - machine.GetUtcNow()).Ticks / TimeSpan.TicksPerMicrosecond;
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await portal.Clock.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.OffsetMicroseconds, offset).SetProperty(row => row.IsDemo, true),
            cancellationToken);
        IsDemo = true;
        Interlocked.Exchange(ref _offsetMicroseconds, offset);
        _standsAt = null;
    }
}
