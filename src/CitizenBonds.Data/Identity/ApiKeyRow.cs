namespace CitizenBonds.Data.Identity;

/// <summary>A key with which a program acts for a person. Revoked keys stay: the person sees what was.</summary>
public sealed class ApiKeyRow
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Name { get; init; }

    public required ApiScopes Scopes { get; init; }

    /// <summary>SHA-256 of the secret, which is 256 random bits: it cannot be guessed from its digest.</summary>
    public required byte[] SecretDigest { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last request seen, to about a minute; null before the first.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Null while the key works.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
