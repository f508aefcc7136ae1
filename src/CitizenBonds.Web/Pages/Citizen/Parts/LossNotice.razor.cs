using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>The loss simulation: what is left of this very amount when the issuer defaults or yields rise.</summary>
public sealed partial class LossNotice
{
    [Parameter, EditorRequired] public required ApplicationTicket Ticket { get; set; }

    [Parameter, EditorRequired] public required Quantity Quantity { get; set; }

    private IReadOnlyList<LossCase> Cases => LossSimulation.Of(Ticket.Terms, Ticket.Price, Quantity);
}
