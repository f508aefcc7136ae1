namespace CitizenBonds.Data.Identity;

/// <summary>
/// One signed-in browser. The row is deleted when the session ends: a cookie that names no row is worth nothing.
/// </summary>
public sealed class UserSession
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last request seen, to about a minute.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Browser and system in words, for example "Firefox, Windows"; not the header itself.</summary>
    public required string Browser { get; init; }

    /// <summary>
    /// First 24 bits of an IPv4 or 48 bits of an IPv6 address: enough to recognise a place, not a person.
    /// </summary>
    public required string AddressPrefix { get; init; }
}
