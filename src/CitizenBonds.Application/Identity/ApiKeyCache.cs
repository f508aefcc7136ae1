using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Identity;

/// <summary>
/// Remembers for five seconds what was found about a key, so that an order does not cost a query. A key revoked on
/// another node is therefore refused here after at most that time.
/// </summary>
public sealed class ApiKeyCache([FromKeyedServices(RealTime.Key)] TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private const long KeysMax = 10_000;

    private readonly MemoryCache _keys = new(new MemoryCacheOptions { SizeLimit = KeysMax });

    internal ApiKeyFacts? Find(Guid id) =>
        _keys.TryGetValue(id, out ApiKeyFacts? facts) && facts is not null
            && time.GetElapsedTime(facts.FoundAt) < Freshness
            ? facts
            : null;

    internal void Remember(Guid id, ApiKeyFacts facts) => _keys.Set(
        id, facts, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Freshness });

    public void Forget(Guid id) => _keys.Remove(id);

    public void Dispose() => _keys.Dispose();
}
