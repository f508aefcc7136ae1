using System.Security.Cryptography;
using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Identity;

/// <summary>What a presented key turned out to be.</summary>
public enum ApiKeyState
{
    /// <summary>Unreadable, never made, or with a wrong secret.</summary>
    Unknown,
    Revoked,

    /// <summary>The account is closed or no longer an institution's.</summary>
    NotAnInstitution,
    Works,
}

/// <param name="UserId">Empty unless the key works.</param>
public sealed record CheckedApiKey(ApiKeyState State, Guid KeyId, Guid UserId, ApiScopes Scopes);

/// <summary>Decides whether a presented key counts.</summary>
public sealed class ApiKeyCheck(
    IdentityContext identity, ApiKeyCache cache, [FromKeyedServices(RealTime.Key)] TimeProvider time)
{
    private static readonly TimeSpan LastUsedGrain = TimeSpan.FromMinutes(1);
    private static readonly CheckedApiKey Unknown = new(ApiKeyState.Unknown, Guid.Empty, Guid.Empty, ApiScopes.None);

    public async Task<CheckedApiKey> RunAsync(string presented, CancellationToken cancellationToken)
    {
        if (ApiKeyText.Read(presented) is not { } text) return Unknown;
        var facts = cache.Find(text.Id) ?? await ReadAsync(text.Id, cancellationToken);
        if (facts is null || !CryptographicOperations.FixedTimeEquals(facts.SecretDigest, text.Digest()))
            return Unknown;
        return StateOf(facts) is var state && state == ApiKeyState.Works
            ? new CheckedApiKey(state, text.Id, facts.UserId, facts.Scopes)
            : Unknown with { State = state };
    }

    /// <summary>For what stays open: whether a key that worked before still does.</summary>
    public async Task<bool> StillWorksAsync(Guid id, CancellationToken cancellationToken)
    {
        var facts = cache.Find(id) ?? await ReadAsync(id, cancellationToken);
        return facts is not null && StateOf(facts) == ApiKeyState.Works;
    }

    private static ApiKeyState StateOf(ApiKeyFacts facts)
    {
        if (facts.IsRevoked) return ApiKeyState.Revoked;
        return facts.IsInstitution ? ApiKeyState.Works : ApiKeyState.NotAnInstitution;
    }

    private async Task<ApiKeyFacts?> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var (timestamp, now) = (time.GetTimestamp(), time.GetUtcNow());
        var row = await (
            from key in identity.ApiKeys.AsNoTracking()
            join user in identity.Users.AsNoTracking() on key.UserId equals user.Id
            where key.Id == id
            select new
            {
                Key = key,
                IsInstitution = user.ClosedAt == null && identity.Memberships.Any(
                    membership => membership.UserId == user.Id && membership.Role == PortalRole.Institution),
            }).SingleOrDefaultAsync(cancellationToken);
        if (row is null) return null;
        var grain = now - LastUsedGrain;
        if (row.Key.RevokedAt is null && (row.Key.LastUsedAt is not { } last || last < grain))
        {
            await identity.ApiKeys.Where(key => key.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, now), cancellationToken);
        }

        var facts = new ApiKeyFacts(
            row.Key.UserId, row.Key.SecretDigest, row.Key.Scopes, row.Key.RevokedAt is not null, row.IsInstitution,
            timestamp);
        cache.Remember(id, facts);
        return facts;
    }
}
