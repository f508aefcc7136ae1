using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Time;
using CitizenBonds.Application.Workers;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// A simulated calendar: what people do at their moments and what falls due in between, in order of time. Equal moments
/// keep the order in which they were added.
/// </summary>
internal sealed class DemoCalendar(PortalClock clock, DueWork dueWork, SealBlock sealBlock)
{
    private readonly PriorityQueue<Plan, (DateTimeOffset At, int Order)> _plans = new();
    private int _added;

    public int Left => _plans.Count;

    /// <param name="opensMarket">What comes next may have changed: steps of the trading day fall due.</param>
    public void Add(DateTimeOffset at, Func<DateTimeOffset, Task> what, bool opensMarket = false) =>
        _plans.Enqueue(new Plan(what, opensMarket), (at, _added++));

    /// <param name="beforeDue">Told each moment at which something falls due, before it is done.</param>
    public async Task RunAsync(
        DateTimeOffset from, DateTimeOffset to, Func<DateTimeOffset, Task> beforeDue,
        CancellationToken cancellationToken)
    {
        var at = from;
        while (true)
        {
            var due = await dueWork.NextAfterAsync(at, cancellationToken);
            var hasPlan = _plans.TryPeek(out _, out var plan) && plan.At <= to;
            if (hasPlan && (due is null || plan.At <= due))
            {
                if (PortalTime.DayOf(plan.At) != PortalTime.DayOf(at)) await sealBlock.RunAsync(at, cancellationToken);
                at = await DoPlansAsync(due is { } limit && limit < to ? limit : to, plan.At);
                continue;
            }

            if (due is not { } next || next > to) break;
            at = next;
            clock.StandAt(at);
            await beforeDue(at);
            await dueWork.RunAllAsync(at, cancellationToken);
        }

        await dueWork.RunAllAsync(to, cancellationToken);
    }

    /// <summary>Does what is planned for one day, up to <paramref name="limit"/>.</summary>
    private async Task<DateTimeOffset> DoPlansAsync(DateTimeOffset limit, DateTimeOffset first)
    {
        var at = first;
        while (_plans.TryPeek(out var what, out var plan) && plan.At <= limit
            && PortalTime.DayOf(plan.At) == PortalTime.DayOf(first))
        {
            _plans.Dequeue();
            at = plan.At;
            clock.StandAt(at);
            await what.Do(at);
            if (what.OpensMarket) break;
        }

        return at;
    }

    private sealed record Plan(Func<DateTimeOffset, Task> Do, bool OpensMarket);
}
