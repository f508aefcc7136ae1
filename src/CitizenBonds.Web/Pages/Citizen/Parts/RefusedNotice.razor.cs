using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>
/// A use case's refusal in words: the entry of its code, with {name} replaced by the refusal's arguments; the entries
/// code.Asked and code.Nearest, where there are any, say what was asked and what would be allowed. Orders have theirs
/// with the market, deals and votes with the window.
/// </summary>
public sealed partial class RefusedNotice
{
    [Parameter, EditorRequired] public required Application.Commands.Refusal Reason { get; set; }

    [Parameter] public RenderFragment? ChildContent { get; set; }

    private string Why => Sentence(aspect: null) ?? $"[{Reason.Code}]";

    /// <summary>Nothing near is allowed when the nearest quantity is none.</summary>
    private string? NearestText =>
        Reason.Arguments.GetValueOrDefault("nearest") is Quantity { Tokens: 0 } ? null : Sentence("Nearest");

    private string? Sentence(string? aspect) => RefusalText.Find(W, Reason, aspect, "Citizen", "Market", "FairPrice");
}
