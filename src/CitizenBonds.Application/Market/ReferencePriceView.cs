using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>The reference price of a window and what was left out of it.</summary>
/// <param name="Price">Null when nothing traded in the window.</param>
public sealed record ReferencePriceView(
    DateTimeOffset From, DateTimeOffset To, ReferencePrice? Price, Money? Exponential);
