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
    private const int EarlyMin = 256;
    private const int AttemptsMax = 5;
    private const int BeatsPerLife = 5;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(20);
    private readonly MarketLeases _leases;
    private readonly MarketRules _rules;
    private readonly MarketDesks _desks;
    private readonly MarketDecider _decider;
    private readonly MarketTransaction _transaction;
    private readonly MarketInbox _inbox;
    private readonly ILogger<MarketEngine> _log;
    private readonly ConcurrentQueue<PendingCommand[]> _queue = new(); // What belongs together is never torn apart.
    private readonly Guid _node = Guid.NewGuid();
    private TaskCompletionSource _filled = new();
    private int _waiting;
    private int _enough = int.MaxValue;
    private long _beatAt;
    private int _isDraining;
    private Task _drain = Task.CompletedTask;

    public MarketEngine(
        IDbContextFactory<PortalContext> contexts, MarketLeases leases, MarketInbox inbox, MarketRules rules,
        ILogger<MarketEngine> log)
    {
        (_leases, _inbox, _rules, _log) = (leases, inbox, rules, log);
        _desks = new MarketDesks(contexts, leases, rules, _node);
        _decider = new MarketDecider(contexts, rules, _desks);
        _transaction = new MarketTransaction(contexts);
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
        if (Interlocked.Add(ref _waiting, commands.Length) >= Volatile.Read(ref _enough))
            Volatile.Read(ref _filled).TrySetResult();
        if (Interlocked.CompareExchange(ref _isDraining, 1, 0) == 0) _drain = Task.Run(DrainAsync);
    }

    private async Task DrainAsync()
    {
        do
        {
            CommittingBatch? under = null;
            while (true)
            {
                if (under is not null && !await IsWorthDecidingAsync(under)) under = await FinishAsync(under);
                if (_queue.IsEmpty && under is null) break;
                under = await PassAsync(TakeWaiting(), under);
            }

            Volatile.Write(ref _isDraining, 0);
        }
        while (!_queue.IsEmpty && Interlocked.CompareExchange(ref _isDraining, 1, 0) == 0);
    }

    /// <summary>
    /// While one batch is being committed the next is decided, once as many wait as make it worth while: a small batch
    /// costs nearly as much as a large one.
    /// </summary>
    /// <returns>False when the commit was over first.</returns>
    private async Task<bool> IsWorthDecidingAsync(CommittingBatch under)
    {
        var filled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _filled, filled);
        Volatile.Write(ref _enough, Math.Max(EarlyMin, under.Decided.Commands.Count));
        if (Volatile.Read(ref _waiting) >= _enough) return !under.Written.IsCompleted;
        return await Task.WhenAny(under.Written, filled.Task) == filled.Task && !under.Written.IsCompleted;
    }

    private List<PendingCommand> TakeWaiting()
    {
        var batch = new List<PendingCommand>();
        while (batch.Count < BatchMax && _queue.TryDequeue(out var group)) batch.AddRange(group);
        Interlocked.Add(ref _waiting, -batch.Count);
        return batch;
    }

    /// <summary>Decides a batch, sees the one before it to its end, and begins to commit.</summary>
    /// <returns>What is being committed now; null when the batch is over.</returns>
    private async Task<CommittingBatch?> PassAsync(List<PendingCommand> batch, CommittingBatch? under)
    {
        var series = batch.Select(command => command.Request.SeriesId).ToHashSet();
        if (under is not null && _desks.IsMissingAny(series)) under = await FinishAsync(under); // Reads what it wrote.
        DecidedBatch? decided = null;
        try
        {
            await _desks.TakeAsync(series, CancellationToken.None);
            decided = await _decider.DecideAsync(batch, under?.Decided, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // The books may be half changed; the batch starts over below.
            _log.LogDebug(failure, "A batch of {Count} market commands could not be decided at once", batch.Count);
        }

        var isSound = under is null || await CompleteAsync(under);
        if (decided is null || !isSound)
        {
            StartOver();
            await AnswerAsync(batch);
            return null;
        }

        return new CommittingBatch(decided, Task.Run(() => _transaction.WriteAsync(decided, CancellationToken.None)));
    }

    private async Task<CommittingBatch?> FinishAsync(CommittingBatch under)
    {
        await CompleteAsync(under);
        return null;
    }

    /// <summary>Waits for the commit and answers; a batch that was not committed starts over.</summary>
    /// <returns>False when what was decided meanwhile stands on nothing.</returns>
    private async Task<bool> CompleteAsync(CommittingBatch under)
    {
        try
        {
            await under.Written;
            Answer(under.Decided);
            return true;
        }
        catch (Exception failure)
        {
            _log.LogDebug(failure, "A batch of {Count} market commands starts over", under.Decided.Commands.Count);
            StartOver();
            await AnswerAsync(under.Decided.Commands);
            return false;
        }
    }

    private static void Answer(DecidedBatch decided)
    {
        for (var index = 0; index < decided.Commands.Count; index++)
            decided.Commands[index].Answer(decided.Answers[index]);
    }

    /// <summary>
    /// One batch on its own, tried again and again. It ends when all of its commands are answered, whatever happens.
    /// </summary>
    private async Task AnswerAsync(IReadOnlyList<PendingCommand> batch)
    {
        try
        {
            Answer(await RunAsync(batch));
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
    private async Task<DecidedBatch> RunAsync(IReadOnlyList<PendingCommand> batch)
    {
        var series = batch.Select(command => command.Request.SeriesId).ToHashSet();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _desks.TakeAsync(series, CancellationToken.None);
                var decided = await _decider.DecideAsync(batch, before: null, CancellationToken.None);
                await _transaction.WriteAsync(decided, CancellationToken.None);
                return decided;
            }
            catch (Exception failure) when (attempt < AttemptsMax && IsTransient(failure))
            {
                StartOver();
            }
        }
    }

    /// <summary>Nothing in memory counts any more, and no key is believed to be new.</summary>
    private void StartOver()
    {
        _desks.ForgetAll();
        _decider.BeCareful();
    }

    private static bool IsTransient(Exception failure) => failure switch
    {
        BatchOvertakenException => true,
        // A key that was used long ago, or on another machine at the same moment: now it is looked up.
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
        PostgresException postgres => postgres.IsTransient,
        NpgsqlException npgsql => npgsql.IsTransient,
        DbUpdateException { InnerException: { } inner } => IsTransient(inner),
        _ => false,
    };

    /// <summary>A batch on its way to the disk.</summary>
    private sealed record CommittingBatch(DecidedBatch Decided, Task Written);
}
