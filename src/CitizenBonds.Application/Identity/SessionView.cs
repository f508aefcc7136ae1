namespace CitizenBonds.Application.Identity;

/// <summary>One of a person's signed-in browsers, as shown to that person.</summary>
public sealed record SessionView(
    Guid Id, string Browser, string AddressPrefix, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt);
