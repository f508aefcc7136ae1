namespace CitizenBonds.Data.Identity;

/// <summary>One role of one person. A person has each role at most once.</summary>
public sealed class Membership
{
    public required Guid UserId { get; init; }

    public required PortalRole Role { get; init; }

    /// <summary>The issuer an officer or approver acts for; null for every other role.</summary>
    public long? IssuerId { get; init; }
}
