using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>The loss simulation: what is left of this very amount when the issuer defaults or yields rise.</summary>
public sealed partial class LossNotice
{
    [Parameter, EditorRequired] public required BothNames Issuer { get; set; }

    [Parameter, EditorRequired] public required CreditTier Tier { get; set; }

    [Parameter, EditorRequired] public required BondTerms Terms { get; set; }

    /// <summary>Of one token.</summary>
    [Parameter, EditorRequired] public required Money Price { get; set; }

    [Parameter, EditorRequired] public required Quantity Quantity { get; set; }

    private IReadOnlyList<LossCase> Cases => LossSimulation.Of(Terms, Price, Quantity);
}
