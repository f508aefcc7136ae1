using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Time;

namespace CitizenBonds.Application.Workers;

/// <summary>Why the calendar is not moved, in order of precedence.</summary>
public enum CalendarRefusal
{
    /// <summary>Only a demonstration has a calendar that can be moved.</summary>
    NotADemonstration = 1,

    /// <summary>Time does not go back: what was booked stays booked.</summary>
    NotAhead = 2,

    /// <summary>More than <see cref="MoveCalendar.DaysMax"/> days at once.</summary>
    TooFar = 3,

    /// <summary>It is being moved already.</summary>
    Moving = 4,
}

public sealed record MovedCalendar(DateTimeOffset Now, int Moments);

/// <summary>
/// The operator's control in the demonstration: lets time pass, stopping at every moment at which something falls due,
/// so that sales settle and coupons are paid at the times the terms say.
/// </summary>
public sealed class MoveCalendar(PortalClock clock, DueWork dueWork)
{
    public const int DaysMax = 5_000;
    private int _isMoving;

    public async Task<Outcome<MovedCalendar>> ExecuteAsync(DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (!clock.IsDemo) return Refusal.Of(CalendarRefusal.NotADemonstration);
        var from = clock.GetUtcNow();
        if (to <= from) return Refusal.Of(CalendarRefusal.NotAhead, ("now", from));
        if (to > from.AddDays(DaysMax)) return Refusal.Of(CalendarRefusal.TooFar, ("days", DaysMax));
        if (Interlocked.Exchange(ref _isMoving, 1) == 1) return Refusal.Of(CalendarRefusal.Moving);
        try
        {
            return new MovedCalendar(to, await PassAsync(from, to, cancellationToken));
        }
        finally
        {
            Interlocked.Exchange(ref _isMoving, 0);
        }
    }

    private async Task<int> PassAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var moments = 0;
        var reached = from;
        try
        {
            await dueWork.RunAllAsync(from, cancellationToken);
            while (await dueWork.NextAfterAsync(reached, cancellationToken) is { } next && next <= to)
            {
                reached = next;
                clock.StandAt(next);
                await dueWork.RunAllAsync(next, cancellationToken);
                moments++;
            }

            reached = to;
        }
        finally
        {
            // Also after a failure: a clock left standing would stop the whole portal.
            await clock.RunOnFromAsync(reached, CancellationToken.None);
        }

        return moments;
    }
}
