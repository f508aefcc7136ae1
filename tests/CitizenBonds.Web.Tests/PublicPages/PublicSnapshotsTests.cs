using CitizenBonds.Testing;
using CitizenBonds.Web.Endpoints.PublicPages;

namespace CitizenBonds.Web.Tests.PublicPages;

public sealed class PublicSnapshotsTests
{
    private static readonly SnapshotKey Bonds = new("/bonds", "", "en");
    private readonly CountedDataVersion _version = new();
    private readonly SettableClock _clock = new(new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
    private int _renderings;

    [Fact]
    public async Task GetAsync_AskedTwice_RendersOnce()
    {
        var snapshots = new PublicSnapshots(_version, _clock);
        await snapshots.GetAsync(Bonds, Render);
        await snapshots.GetAsync(Bonds, Render);
        Assert.Equal(1, _renderings);
    }

    [Fact]
    public async Task GetAsync_DataChanged_RendersAgain()
    {
        var snapshots = new PublicSnapshots(_version, _clock);
        await snapshots.GetAsync(Bonds, Render);
        _version.Advance();
        Assert.Null(snapshots.Find(Bonds));
        await snapshots.GetAsync(Bonds, Render);
        Assert.Equal(2, _renderings);
    }

    [Fact]
    public async Task GetAsync_LifetimeOver_RendersAgain()
    {
        var snapshots = new PublicSnapshots(_version, _clock);
        await snapshots.GetAsync(Bonds, Render);
        _clock.Advance(PublicSnapshots.Lifetime);
        await snapshots.GetAsync(Bonds, Render);
        Assert.Equal(2, _renderings);
    }

    [Fact]
    public async Task GetAsync_DataChangesWhileRendering_IsNotServedAfterwards()
    {
        var snapshots = new PublicSnapshots(_version, _clock);
        await snapshots.GetAsync(Bonds, (version, staleAt) =>
        {
            _version.Advance(); // The page read the old data.
            return Render(version, staleAt);
        });
        Assert.Null(snapshots.Find(Bonds));
    }

    [Fact]
    public async Task GetAsync_ManyAtOnce_ShareOneRendering()
    {
        var snapshots = new PublicSnapshots(_version, _clock);
        var mayEnd = new TaskCompletionSource();
        async Task<Snapshot> Slow(long version, DateTimeOffset staleAt)
        {
            var snapshot = await Render(version, staleAt);
            await mayEnd.Task;
            return snapshot;
        }
        var all = Enumerable.Range(0, 50).Select(_ => snapshots.GetAsync(Bonds, Slow)).ToList();
        mayEnd.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(1, _renderings);
    }

    [Fact]
    public async Task GetAsync_RenderingFails_TheNextOneTriesAgain()
    {
        var snapshots = new PublicSnapshots(_version, _clock);
        await Assert.ThrowsAsync<TimeoutException>(
            () => snapshots.GetAsync(Bonds, (_, _) => throw new TimeoutException()));
        await snapshots.GetAsync(Bonds, Render);
        Assert.Equal(1, _renderings);
    }

    [Fact]
    public async Task GetAsync_MissingPage_IsNotKept()
    {
        var snapshots = new PublicSnapshots(_version, _clock);
        await snapshots.GetAsync(
            Bonds, (version, staleAt) => Task.FromResult(new Snapshot(404, "gone", version, staleAt)));
        Assert.Equal(0, snapshots.Count);
    }

    [Fact]
    public async Task GetAsync_RoomFull_DropsTheLeastRecentlyUsed()
    {
        // Each entry counts 2 x 5 + 1,024 = 1,034 bytes; ten fit into 10,340, the eleventh makes room down to three
        // quarters.
        var snapshots = new PublicSnapshots(_version, _clock, bytesMax: 10_340);
        for (var i = 0; i < 10; i++) await snapshots.GetAsync(Numbered(i), Render);
        Assert.NotNull(snapshots.Find(Numbered(0))); // Used again: 1 is now the oldest.
        await snapshots.GetAsync(Numbered(10), Render);

        Assert.True(snapshots.Bytes <= 10_340);
        Assert.Null(snapshots.Find(Numbered(1)));
        Assert.NotNull(snapshots.Find(Numbered(0)));
        Assert.NotNull(snapshots.Find(Numbered(10)));
    }

    private static SnapshotKey Numbered(int number) => new($"/bonds/{number}", "", "en");

    private Task<Snapshot> Render(long version, DateTimeOffset staleAt)
    {
        Interlocked.Increment(ref _renderings);
        return Task.FromResult(new Snapshot(200, "hello", version, staleAt));
    }
}
