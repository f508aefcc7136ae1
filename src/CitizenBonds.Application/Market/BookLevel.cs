using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

/// <summary>All orders of one price.</summary>
public sealed record BookLevel(Money Price, Quantity Tokens, int Orders);
