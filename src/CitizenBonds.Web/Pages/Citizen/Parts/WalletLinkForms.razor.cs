using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>The two forms of linking a wallet: which address, and the signature it gave.</summary>
public sealed partial class WalletLinkForms
{
    /// <summary>A message that waits for its signature; null before one was asked for.</summary>
    [Parameter, EditorRequired] public required string? Question { get; set; }

    [Parameter, EditorRequired] public required string? Address { get; set; }

    [Parameter, EditorRequired] public required string? Signature { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnAsk { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnAnswer { get; set; }
}
