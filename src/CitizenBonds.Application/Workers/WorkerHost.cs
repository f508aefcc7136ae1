using CitizenBonds.Application.Demo;
using CitizenBonds.Application.Time;
using CitizenBonds.Data;
using CitizenBonds.Data.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CitizenBonds.Application.Workers;

/// <summary>
/// Runs every worker of this node side by side. A lease row decides which node does a task; when that node dies the
/// lease runs out and another takes over. A failure is logged, shown to the operator and tried again after a pause.
/// </summary>
public sealed class WorkerHost(
    IEnumerable<IWorker> workers,
    Leases leases,
    PortalClock clock,
    PortalReadiness readiness,
    IDbContextFactory<PortalContext> contexts,
    ILogger<WorkerHost> log) : BackgroundService
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private readonly Guid _node = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await readiness.WhenReadyAsync(stoppingToken);
        await Task.WhenAll(workers.Select(worker => KeepRunningAsync(worker, stoppingToken)));
    }

    private async Task KeepRunningAsync(IWorker worker, CancellationToken stopping)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            var pause = worker.Pause;
            try
            {
                if (await leases.TakeAsync(worker.Name, _node, LeaseDuration, stopping)
                    && await RunOnceAsync(worker, stopping) > 0)
                    pause = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // The outermost edge of a worker: whatever failed must not end it.
                log.LogError(failure, "Worker {Worker} failed and will try again", worker.Name);
                pause = PauseAfterFailure;
            }

            if (pause > TimeSpan.Zero) await PauseAsync(pause, stopping);
        }

        await ReleaseAsync(worker);
    }

    private async Task<int> RunOnceAsync(IWorker worker, CancellationToken stopping)
    {
        var startedAt = clock.GetUtcNow();
        try
        {
            var done = await worker.RunAsync(startedAt, stopping);
            if (done > 0) await NoteAsync(worker, startedAt, done, error: null, stopping);
            return done;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await NoteAsync(worker, startedAt, 0, failure.GetType().Name, stopping);
            throw;
        }
    }

    private async Task NoteAsync(
        IWorker worker, DateTimeOffset startedAt, int done, string? error, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await portal.Database.ExecuteSqlAsync(
            $"""
            insert into portal.worker_states as w (name, last_started_at, last_finished_at, last_error, items_done)
            values ({worker.Name}, {startedAt.UtcDateTime}, {clock.GetUtcNow().UtcDateTime}, {error}, {done})
            on conflict (name) do update set last_started_at = excluded.last_started_at,
                last_finished_at = excluded.last_finished_at, last_error = excluded.last_error,
                items_done = w.items_done + excluded.items_done
            """,
            cancellationToken);
    }

    private static async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop ends by its own condition.
        }
    }

    private async Task ReleaseAsync(IWorker worker)
    {
        try
        {
            await leases.ReleaseAsync(worker.Name, _node, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The lease runs out by itself.
            log.LogWarning(failure, "The lease of {Worker} could not be released", worker.Name);
        }
    }
}
