using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.FairPrice;

/// <summary>What one person has of the window.</summary>
/// <param name="MinerName">As registered; null for whoever is no registered miner.</param>
/// <param name="Voted">The vote on the open ballot; null for none.</param>
/// <param name="Deals">Newest first.</param>
public sealed record OwnWindow(
    Quantity Tokens, Money Cash, string? MinerName, double? Voted, IReadOnlyList<WindowDealLine> Deals)
{
    public static OwnWindow Nothing { get; } = new(Quantity.Zero, Money.FromYen(0), null, null, []);
}
