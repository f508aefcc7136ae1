using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CitizenBonds.Application.Market;

/// <summary>
/// Tells every open page of this machine that something happened in a series, whoever wrote it: one small question to
/// the database for all watched series, five times a second, however many pages watch.
/// </summary>
public sealed class MarketPulse(OrderBookQueries books, ILogger<MarketPulse> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(200);
    private readonly ConcurrentDictionary<long, Watched> _watched = new();

    /// <summary>At once, and then whenever the series has changed, until cancelled.</summary>
    /// <returns>The newest version of the series that is known.</returns>
    public async IAsyncEnumerable<long> WatchAsync(
        long seriesId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watched = Take(seriesId);
        try
        {
            var (seen, changed) = watched.Now;
            yield return seen;
            while (true)
            {
                await changed.WaitAsync(cancellationToken);
                (seen, changed) = watched.Now;
                yield return seen;
            }
        }
        finally
        {
            Release(seriesId, watched);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (_watched.IsEmpty) continue;
            try
            {
                var versions = await books.VersionsAsync([.. _watched.Keys], stoppingToken);
                foreach (var (seriesId, version) in versions)
                    if (_watched.TryGetValue(seriesId, out var watched)) watched.Become(version);
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
            {
                // The database is away for a moment: pages keep what they show.
                log.LogWarning(failure, "The market's heads could not be read");
            }
        }
    }

    private Watched Take(long seriesId)
    {
        while (true)
        {
            var watched = _watched.GetOrAdd(seriesId, _ => new Watched());
            if (watched.TryTake()) return watched;
        }
    }

    private void Release(long seriesId, Watched watched)
    {
        if (watched.Release()) _watched.TryRemove(new KeyValuePair<long, Watched>(seriesId, watched));
    }

    /// <summary>One series and those who wait for it.</summary>
    private sealed class Watched
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _changed = NewSource();
        private long _version;
        private int _watchers;
        private bool _isOver;

        public (long Version, Task Changed) Now
        {
            get
            {
                lock (_lock) return (_version, _changed.Task);
            }
        }

        /// <returns>False when the last watcher has just left.</returns>
        public bool TryTake()
        {
            lock (_lock)
            {
                if (!_isOver) _watchers++;
                return !_isOver;
            }
        }

        /// <returns>True when nobody is left.</returns>
        public bool Release()
        {
            lock (_lock) return _isOver = --_watchers == 0;
        }

        public void Become(long version)
        {
            TaskCompletionSource over;
            lock (_lock)
            {
                if (version == _version) return;
                _version = version;
                over = _changed;
                _changed = NewSource();
            }

            over.SetResult();
        }

        private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
