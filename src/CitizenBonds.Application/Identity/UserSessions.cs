using CitizenBonds.Data.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Identity;

/// <summary>Opens, lists and ends sessions. A cookie counts only while its session's row is there.</summary>
public sealed class UserSessions(
    IdentityContext identity, SessionCache cache, [FromKeyedServices(RealTime.Key)] TimeProvider time)
{
    /// <summary>A session ends this long after sign-in, however busy it was.</summary>
    public static readonly TimeSpan LifetimeMax = TimeSpan.FromDays(30);

    /// <summary>A session ends when nothing was heard of it for this long.</summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromHours(12);

    /// <summary>More than this many browsers at once is nobody: the longest unseen makes room.</summary>
    public const int PerUserMax = 50;

    private static readonly TimeSpan LastSeenGrain = TimeSpan.FromMinutes(1);

    public async Task<Guid> OpenAsync(
        Guid userId, string browser, string addressPrefix, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await identity.Sessions
            .Where(s => s.UserId == userId && (s.LastSeenAt < now - IdleMax || s.CreatedAt < now - LifetimeMax))
            .ExecuteDeleteAsync(cancellationToken);
        var surplus = identity.Sessions.Where(s => s.UserId == userId)
            .OrderByDescending(s => s.LastSeenAt).ThenBy(s => s.Id)
            .Skip(PerUserMax - 1).Select(s => s.Id);
        await identity.Sessions.Where(s => surplus.Contains(s.Id)).ExecuteDeleteAsync(cancellationToken);
        var session = new UserSession
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            CreatedAt = now,
            LastSeenAt = now,
            Browser = browser,
            AddressPrefix = addressPrefix,
        };
        identity.Sessions.Add(session);
        await identity.SaveChangesAsync(cancellationToken);
        return session.Id;
    }

    public async Task<IReadOnlyList<SessionView>> ListAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await identity.Sessions.AsNoTracking()
            .Where(s => s.UserId == userId && s.LastSeenAt >= now - IdleMax && s.CreatedAt >= now - LifetimeMax)
            .OrderByDescending(s => s.LastSeenAt).ThenBy(s => s.Id)
            .Select(s => new SessionView(s.Id, s.Browser, s.AddressPrefix, s.CreatedAt, s.LastSeenAt))
            .Take(PerUserMax)
            .ToListAsync(cancellationToken);
    }

    /// <returns>False when the person has no such session: it ended before, or is another's.</returns>
    public async Task<bool> EndAsync(Guid userId, Guid sessionId, CancellationToken cancellationToken)
    {
        var ended = await identity.Sessions
            .Where(s => s.Id == sessionId && s.UserId == userId)
            .ExecuteDeleteAsync(cancellationToken);
        if (ended > 0) cache.Forget(sessionId);
        return ended > 0;
    }

    /// <summary>Ends every session of the person but the one named, or all when none is named.</summary>
    public async Task EndAllAsync(Guid userId, Guid? except, CancellationToken cancellationToken)
    {
        var ids = await identity.Sessions.AsNoTracking()
            .Where(s => s.UserId == userId && s.Id != except)
            .Select(s => s.Id)
            .ToListAsync(cancellationToken);
        await identity.Sessions.Where(s => ids.Contains(s.Id)).ExecuteDeleteAsync(cancellationToken);
        foreach (var id in ids) cache.Forget(id);
    }

    /// <summary>
    /// Whether a cookie still counts: its session is there, neither idle nor worn out, and the security stamp it was
    /// issued under is the person's present one. Asks the database at most every 30 seconds per session.
    /// </summary>
    public async Task<bool> IsValidAsync(
        Guid sessionId, Guid userId, string securityStamp, CancellationToken cancellationToken)
    {
        if (cache.IsFresh(sessionId, userId, securityStamp)) return true;
        var now = time.GetUtcNow();
        var session = await (
            from s in identity.Sessions.AsNoTracking()
            join u in identity.Users.AsNoTracking() on s.UserId equals u.Id
            where s.Id == sessionId && s.UserId == userId && u.SecurityStamp == securityStamp && u.ClosedAt == null
            where s.LastSeenAt >= now - IdleMax && s.CreatedAt >= now - LifetimeMax
            select new { s.LastSeenAt }).SingleOrDefaultAsync(cancellationToken);
        if (session is null) return false;

        if (session.LastSeenAt < now - LastSeenGrain)
        {
            await identity.Sessions.Where(s => s.Id == sessionId)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellationToken);
        }

        cache.Remember(sessionId, userId, securityStamp);
        return true;
    }
}
