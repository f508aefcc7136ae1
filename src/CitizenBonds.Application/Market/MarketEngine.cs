using System.Collections.Concurrent;
using CitizenBonds.Application.Commands;
using CitizenBonds.Data;
using CitizenBonds.Data.Market;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CitizenBonds.Application.Market;

/// <summary>
/// This machine's writer. Commands queue up while a batch is being committed and form the next one, so the busier the
/// market, the larger the batches and the cheaper each order. What another machine writes goes there through its inbox.
/// </summary>
public sealed class MarketEngine : IAsyncDisposable
{
    public const int BatchMax = 4_096;
    private const int AttemptsMax = 5;
    private const int BeatsPerLife = 5;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private readonly MarketLeases _leases;
    private readonly MarketRules _rules;
    private readonly MarketDesks _desks;
    private readonly MarketTransaction _transaction;
    private readonly MarketInbox _inbox;
    private readonly ILogger<MarketEngine> _log;
    private readonly ConcurrentQueue<PendingCommand[]> _queue = new(); // What belongs together is never torn apart.
    private readonly Guid _node = Guid.NewGuid();
    private long _beatAt;
    private int _isDraining;
    private Task _drain = Task.CompletedTask;

    public MarketEngine(
        IDbContextFactory<PortalContext> contexts, MarketLeases leases, MarketInbox inbox, MarketRules rules,
        ILogger<MarketEngine> log)
    {
        (_leases, _inbox, _rules, _log) = (leases, inbox, rules, log);
        _desks = new MarketDesks(contexts, leases, rules, _node);
        _transaction = new MarketTransaction(contexts, rules, _desks);
    }

    /// <summary>Steps of the day that are due, series of dead machines, commands of other machines.</summary>
    /// <returns>How many series or commands were looked after.</returns>
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await KeepAliveAsync(now, cancellationToken);
        if (!await _inbox.HasWorkAsync(_node, now, cancellationToken)) return 0;
        var due = await _inbox.DueSeriesAsync(_node, now, cancellationToken);
        var waiting = await _inbox.WaitingAsync(_node, now, BatchMax, cancellationToken);
        var pending = due.Select(seriesId => new PendingCommand(StepOf(seriesId), now)).Concat(waiting).ToList();
        return await LookAfterAsync(pending, cancellationToken);
    }

    /// <summary>Stays alive, and takes the series whose writer has died before anybody asks.</summary>
    private async Task KeepAliveAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref _beatAt);
        if (last != 0 && TimeProvider.System.GetElapsedTime(last) < _rules.WriterSilenceMax / BeatsPerLife) return;
        Volatile.Write(ref _beatAt, TimeProvider.System.GetTimestamp());
        await _leases.BeatAsync(_node, _rules.WriterSilenceMax, cancellationToken);
        var orphans = await _leases.OrphansAsync(_node, cancellationToken);
        await LookAfterAsync(
            [.. orphans.Select(seriesId => new PendingCommand(StepOf(seriesId), now))], cancellationToken);
    }

    private async Task<int> LookAfterAsync(List<PendingCommand> commands, CancellationToken cancellationToken)
    {
        if (commands.Count == 0) return 0;
        Enqueue([.. commands]);
        var done = 0;
        foreach (var command in commands)
            if (await command.Answered.WaitAsync(cancellationToken) is not null) done++;
        return done;
    }

    /// <summary>Decides commands as one batch, in their order, at one moment.</summary>
    internal async Task<IReadOnlyList<Outcome<T>>> SubmitTogetherAsync<T>(
        IReadOnlyList<MarketRequest> requests, DateTimeOffset now, Func<MarketRequest, MarketAnswer, T> value,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(requests.Count, BatchMax);
        var commands = requests.Select(request => new PendingCommand(request, now)).ToArray();
        if (commands.Length > 0) Enqueue(commands);
        var outcomes = new List<Outcome<T>>(commands.Length);
        foreach (var command in commands)
        {
            var request = command.Request;
            outcomes.Add(await command.Answered.WaitAsync(cancellationToken) is { } answer
                ? answer.ToOutcome(found => value(request, found))
                : await SubmitAsync(request, now, found => value(request, found), cancellationToken));
        }

        return outcomes;
    }

    internal async Task<Outcome<T>> SubmitAsync<T>(
        MarketRequest request, DateTimeOffset now, Func<MarketAnswer, T> value, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        long? sent = null;
        while (true)
        {
            var command = new PendingCommand(request, now);
            Enqueue([command]);
            if (await command.Answered.WaitAsync(cancellationToken) is { } answer) return answer.ToOutcome(value);
            if (!await _inbox.IsOpenAsync(request.SeriesId, cancellationToken))
                return Refusal.Of(MarketRefusal.SeriesUnknown);
            sent ??= await _inbox.SendAsync(request, now, cancellationToken);
            if (await _inbox.AnswerAsync(sent.Value, cancellationToken) is { } remote) return remote.ToOutcome(value);
            if (TimeProvider.System.GetElapsedTime(started) > AnswerWithin)
                throw new TimeoutException("No machine wrote the series in time; the key makes trying again safe.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _drain;
        try
        {
            await _leases.LeaveAsync(_node, CancellationToken.None);
        }
        catch (Exception failure) when (failure is NpgsqlException or ObjectDisposedException)
        {
            // The database went first: the others notice within seconds that this machine is gone.
            _log.LogDebug(failure, "The market could not be left in good order");
        }
    }

    private static MarketRequest StepOf(long seriesId) => new() { SeriesId = seriesId, Kind = MarketRequestKind.Step };

    private void Enqueue(PendingCommand[] commands)
    {
        _queue.Enqueue(commands);
        if (Interlocked.CompareExchange(ref _isDraining, 1, 0) == 0) _drain = Task.Run(DrainAsync);
    }

    private async Task DrainAsync()
    {
        do
        {
            while (!_queue.IsEmpty)
            {
                var batch = new List<PendingCommand>();
                while (batch.Count < BatchMax && _queue.TryDequeue(out var group)) batch.AddRange(group);
                await AnswerAsync(batch);
            }

            Volatile.Write(ref _isDraining, 0);
        }
        while (!_queue.IsEmpty && Interlocked.CompareExchange(ref _isDraining, 1, 0) == 0);
    }

    /// <summary>A batch ends when all of its commands are answered, whatever happens.</summary>
    private async Task AnswerAsync(List<PendingCommand> batch)
    {
        try
        {
            var answers = await RunAsync(batch);
            for (var index = 0; index < batch.Count; index++) batch[index].Answer(answers[index]);
        }
        catch (Exception failure)
        {
            // The outermost edge of the writer: those who wait are told, and the next batch reads everything anew.
            _log.LogError(failure, "A batch of {Count} market commands failed", batch.Count);
            _desks.ForgetAll();
            foreach (var command in batch) command.Fail(failure);
        }
    }

    /// <remarks>
    /// A commit whose outcome is unknown is safe to repeat: what it wrote is found again by the commands' keys.
    /// </remarks>
    private async Task<IReadOnlyList<MarketAnswer?>> RunAsync(List<PendingCommand> batch)
    {
        var series = batch.Select(command => command.Request.SeriesId).ToHashSet();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _desks.TakeAsync(series, CancellationToken.None);
                return await _transaction.RunAsync(batch, CancellationToken.None);
            }
            catch (Exception failure) when (attempt < AttemptsMax && IsTransient(failure))
            {
                _desks.Forget(series);
            }
        }
    }

    private static bool IsTransient(Exception failure) => failure switch
    {
        BatchOvertakenException => true,
        PostgresException postgres => postgres.IsTransient,
        NpgsqlException npgsql => npgsql.IsTransient,
        DbUpdateException { InnerException: { } inner } => IsTransient(inner),
        _ => false,
    };
}
