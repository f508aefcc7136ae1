using System.Collections.Concurrent;

namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>
/// Rendered public pages by address and language. A page is rendered once however many ask for it at the same time, and
/// again only after the data version has moved or its time is over. Memory is bounded; the least recently used go
/// first.
/// </summary>
public sealed class PublicSnapshots(IPublicDataVersion dataVersion, TimeProvider clock, long bytesMax)
{
    private const long DefaultBytesMax = 64 * 1024 * 1024;

    /// <summary>
    /// Pages mention "today" and "open until", so none is served longer than this without a fresh look.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<SnapshotKey, Entry> _entries = new();
    private readonly Lock _evicting = new();
    private long _bytes;
    private long _uses;

    public PublicSnapshots(IPublicDataVersion dataVersion, TimeProvider clock)
        : this(dataVersion, clock, DefaultBytesMax)
    {
    }

    public int Count => _entries.Count;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <returns>
    /// A snapshot made from data at least as new as the version was when this call began; null when none.
    /// </returns>
    public Snapshot? Find(SnapshotKey key)
    {
        if (!_entries.TryGetValue(key, out var entry) || !entry.Rendering.IsCompletedSuccessfully) return null;
        var snapshot = entry.Rendering.GetAwaiter().GetResult(); // Completed: does not wait.
        if (!IsFresh(snapshot)) return null;
        entry.LastUse = Interlocked.Increment(ref _uses);
        return snapshot;
    }

    /// <param name="render">
    /// Called at most once per key and version. Its snapshot is kept only when its status is 200. It must not observe
    /// the caller's cancellation, because others wait for the same result.
    /// </param>
    public async Task<Snapshot> GetAsync(SnapshotKey key, Func<long, DateTimeOffset, Task<Snapshot>> render)
    {
        var kept = Find(key);
        if (kept is not null) return kept;

        // Read before rendering: a commit in between makes the result stale, not wrong.
        var wanted = dataVersion.Current;
        var fresh = new Entry(wanted, clock.GetUtcNow(), render);
        var entry = _entries.AddOrUpdate(key, fresh, (_, old) => IsUsable(old, wanted) ? old : fresh);
        try
        {
            var snapshot = await entry.Rendering;
            if (entry == fresh) Account(key, entry, snapshot);
            return snapshot;
        }
        catch
        {
            _entries.TryRemove(new(key, entry)); // The next visitor tries again.
            throw;
        }
    }

    private bool IsUsable(Entry entry, long wanted) =>
        entry.DataVersion >= wanted
        && (!entry.Rendering.IsCompleted || (entry.Rendering.IsCompletedSuccessfully && IsFresh(entry.Completed)));

    private bool IsFresh(Snapshot snapshot) =>
        snapshot.DataVersion >= dataVersion.Current && clock.GetUtcNow() < snapshot.StaleAt;

    private void Account(SnapshotKey key, Entry entry, Snapshot snapshot)
    {
        // What is larger than all the room there is would push out everything else, and then itself.
        if (snapshot.StatusCode != StatusCodes.Status200OK || snapshot.Bytes > bytesMax)
        {
            _entries.TryRemove(new(key, entry));
            return;
        }
        entry.LastUse = Interlocked.Increment(ref _uses);
        if (RecountedBytes() > bytesMax) Evict();
    }

    /// <summary>
    /// Sums what is kept; replaced entries need no bookkeeping this way. A few thousand entries at most.
    /// </summary>
    private long RecountedBytes()
    {
        var bytes = _entries.Values.Where(entry => entry.Rendering.IsCompletedSuccessfully)
            .Sum(entry => entry.Completed.Bytes);
        Interlocked.Exchange(ref _bytes, bytes);
        return bytes;
    }

    /// <summary>Drops the least recently used until three quarters of the room is taken.</summary>
    private void Evict()
    {
        lock (_evicting)
        {
            var excess = RecountedBytes() - bytesMax / 4 * 3;
            // The dictionary's own copy: one that grows while it is sorted would throw.
            foreach (var (key, entry) in _entries.ToArray().OrderBy(pair => pair.Value.LastUse))
            {
                if (excess <= 0) break;
                if (!entry.Rendering.IsCompletedSuccessfully) continue;
                if (_entries.TryRemove(new(key, entry))) excess -= entry.Completed.Bytes;
            }
            RecountedBytes();
        }
    }

    private sealed class Entry(long dataVersion, DateTimeOffset now, Func<long, DateTimeOffset, Task<Snapshot>> render)
    {
        // Lazy: AddOrUpdate may build several entries, and only the one that is kept may render.
        private readonly Lazy<Task<Snapshot>> _rendering = new(() => render(dataVersion, now + Lifetime));

        public long DataVersion { get; } = dataVersion;

        public long LastUse { get; set; }

        public Task<Snapshot> Rendering => _rendering.Value;

        public Snapshot Completed => Rendering.GetAwaiter().GetResult(); // Called on completed ones only.
    }
}
