using CitizenBonds.Application.Messages;
using CitizenBonds.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Identity;

/// <summary>Why a key was not made. When several apply, the first listed is reported.</summary>
public enum ApiKeyRefusal
{
    /// <summary>Too many wrong guesses of the present password; nothing is accepted for a while.</summary>
    Locked,
    PresentPasswordWrong,
    NameMissing,
    ScopeMissing,
    TooManyKeys,

    /// <summary>The same form was sent before; the secret was shown then and is shown no more.</summary>
    MadeBefore,
}

/// <param name="Text">Null when refused. Shown this once: only its digest is kept.</param>
public sealed record NewApiKey(ApiKeyRefusal? Refusal, ApiKeyText? Text);

/// <summary>One of a person's keys, as shown to that person.</summary>
public sealed record ApiKeyView(
    Guid Id, string Name, ApiScopes Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt);

/// <summary>Makes, lists and revokes the keys of a signed-in person. Every change is told by letter.</summary>
public sealed class ApiKeys(
    UserManager<PortalUser> users, IdentityContext identity, IMessageOutbox outbox, ApiKeyCache cache,
    [FromKeyedServices(RealTime.Key)] TimeProvider time)
{
    /// <summary>That work at the same time.</summary>
    public const int KeysMax = 20;
    public const int NameLengthMax = 60;
    private const int ListedMax = 100;

    /// <param name="id">Made when the form was drawn: the same form sent twice makes one key.</param>
    public async Task<NewApiKey> CreateAsync(
        PortalUser user, Guid id, string name, ApiScopes scopes, string password, CancellationToken cancellationToken)
    {
        if (await users.IsLockedOutAsync(user)) return Refused(ApiKeyRefusal.Locked);
        if (!await users.CheckPasswordAsync(user, password))
        {
            await users.AccessFailedAsync(user);
            return Refused(ApiKeyRefusal.PresentPasswordWrong);
        }

        var kept = name.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (kept.Length is 0 or > NameLengthMax) return Refused(ApiKeyRefusal.NameMissing);
        if (scopes == ApiScopes.None) return Refused(ApiKeyRefusal.ScopeMissing);
        if (await identity.ApiKeys.CountAsync(
            key => key.UserId == user.Id && key.RevokedAt == null, cancellationToken) >= KeysMax)
            return Refused(ApiKeyRefusal.TooManyKeys);
        if (await identity.ApiKeys.AnyAsync(key => key.Id == id, cancellationToken))
            return Refused(ApiKeyRefusal.MadeBefore);

        var text = ApiKeyText.New(id);
        await using var transaction = await identity.Database.BeginTransactionAsync(cancellationToken);
        identity.ApiKeys.Add(new ApiKeyRow
        {
            Id = id,
            UserId = user.Id,
            Name = kept,
            Scopes = scopes,
            SecretDigest = text.Digest(),
            CreatedAt = time.GetUtcNow(),
        });
        await identity.SaveChangesAsync(cancellationToken);
        IdentityResults.Require(await users.ResetAccessFailedCountAsync(user));
        await outbox.AppendAsync(
            user.Id, AccountLetters.KeyChanged(user, AccountChange.ApiKeyAdded, id), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return new NewApiKey(null, text);
    }

    /// <summary>Newest first, with those revoked.</summary>
    public async Task<IReadOnlyList<ApiKeyView>> ListAsync(Guid userId, CancellationToken cancellationToken) =>
        await identity.ApiKeys.AsNoTracking()
            .Where(key => key.UserId == userId)
            .OrderByDescending(key => key.CreatedAt).ThenBy(key => key.Id)
            .Take(ListedMax)
            .Select(key => new ApiKeyView(
                key.Id, key.Name, key.Scopes, key.CreatedAt, key.LastUsedAt, key.RevokedAt))
            .ToListAsync(cancellationToken);

    /// <summary>Ends a key for good, on this machine at once; a key that is revoked already stays so.</summary>
    public async Task RevokeAsync(PortalUser user, Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await identity.Database.BeginTransactionAsync(cancellationToken);
        var revoked = await identity.ApiKeys
            .Where(key => key.Id == id && key.UserId == user.Id && key.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now), cancellationToken);
        if (revoked == 0) return;
        await outbox.AppendAsync(
            user.Id, AccountLetters.KeyChanged(user, AccountChange.ApiKeyRevoked, id), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        cache.Forget(id);
    }

    private static NewApiKey Refused(ApiKeyRefusal refusal) => new(refusal, null);
}
