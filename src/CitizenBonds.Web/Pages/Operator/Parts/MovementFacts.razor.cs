using CitizenBonds.Application.Operations;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator.Parts;

/// <summary>What is known of a deposit or withdrawal before it is decided.</summary>
public sealed partial class MovementFacts
{
    [Parameter, EditorRequired] public required MovementView Movement { get; set; }
}
