using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Identity;

/// <summary>
/// Remembers for half a minute which sessions were found valid, so that a page does not cost a query. A session ended
/// on another node is therefore refused here after at most that time.
/// </summary>
public sealed class SessionCache([FromKeyedServices(RealTime.Key)] TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private const long SessionsMax = 100_000;

    private readonly MemoryCache _sessions = new(new MemoryCacheOptions { SizeLimit = SessionsMax });

    public bool IsFresh(Guid sessionId, Guid userId, string securityStamp) =>
        _sessions.TryGetValue(sessionId, out Entry? entry)
        && entry is not null
        && entry.UserId == userId
        && entry.SecurityStamp == securityStamp
        && time.GetElapsedTime(entry.FoundAt) < Freshness;

    public void Remember(Guid sessionId, Guid userId, string securityStamp)
    {
        var entry = new Entry(userId, securityStamp, time.GetTimestamp());
        _sessions.Set(
            sessionId, entry, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Freshness });
    }

    public void Forget(Guid sessionId) => _sessions.Remove(sessionId);

    public void Dispose() => _sessions.Dispose();

    private sealed record Entry(Guid UserId, string SecurityStamp, long FoundAt);
}
