using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Office;

/// <summary>Agree, or send back or refuse with a reason; the consequence in words stands before the button.</summary>
public sealed partial class DecisionForm
{
    [Parameter, EditorRequired] public required string Consequence { get; set; }

    [Parameter, EditorRequired] public required string AgreeText { get; set; }

    /// <summary>Of the issue as shown.</summary>
    [Parameter, EditorRequired] public required int Version { get; set; }

    [Parameter, EditorRequired] public required string KeyValue { get; set; }

    /// <summary>As typed before a refusal.</summary>
    [Parameter] public string? Reason { get; set; }

    [Parameter] public string? RefusalText { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnAgree { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnDecline { get; set; }
}
