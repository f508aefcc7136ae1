namespace CitizenBonds.Application.Commands;

/// <summary>The envelope of one use case that changes something.</summary>
/// <param name="Name">The use case, such as "ApplyForIssue".</param>
/// <param name="Key">The idempotency key, made before the first attempt; 8 to 200 characters.</param>
/// <param name="Input">What it does; its JSON makes the digest that the key is bound to.</param>
/// <param name="Actor">Who does it; null for the system.</param>
/// <param name="Now">When it happens, by the portal's clock.</param>
public sealed record Command(string Name, string Key, object Input, Guid? Actor, DateTimeOffset Now);
