using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Values;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>What is about to be confirmed: the total to the yen, the limit, and what a loss would look like.</summary>
public sealed partial class ApplyReview
{
    [Parameter, EditorRequired] public required ApplicationTicket Ticket { get; set; }

    [Parameter, EditorRequired] public required Quantity Quantity { get; set; }

    private Money Cost => Ticket.Price * Quantity;
}
