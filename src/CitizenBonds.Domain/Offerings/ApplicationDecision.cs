using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>The answer to an application.</summary>
/// <param name="Refusal">Null when it may be made.</param>
/// <param name="NearestAllowed">
/// The quantity in lots nearest to the one asked for that would be allowed now; zero when none would.
/// </param>
public readonly record struct ApplicationDecision(ApplicationRefusal? Refusal, Quantity NearestAllowed);
