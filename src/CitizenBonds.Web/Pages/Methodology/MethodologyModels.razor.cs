using CitizenBonds.Domain.Credit;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Methodology;

/// <summary>
/// Every model with its formula, its source, our reading, an example computed now, and what it agrees with.
/// </summary>
public sealed partial class MethodologyModels
{
    internal static IReadOnlyList<MethodologyArea> Areas { get; } =
    [
        new("Methodology.Bonds", BondEntries.All),
        new("Methodology.Curves", PricingEntries.All),
        new("Methodology.Gru", GruEntries.All),
        new("Methodology.Risk", RiskEntries.All),
        new("Methodology.Credit", CreditEntries.All),
        new("Methodology.Sales", OfferingEntries.All),
        new("Methodology.Market", MarketEntries.All),
        new("Methodology.Mining", [.. MiningEntries.All, .. MiningValueEntries.All]),
        new("Methodology.Ledger", LedgerEntries.All),
    ];

    [Parameter, EditorRequired] public required CreditPolicy Policy { get; set; }
}
