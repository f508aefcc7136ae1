using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>Asks for the address of a wallet.</summary>
public sealed partial class WalletAddressForm
{
    /// <summary>As typed; null at first.</summary>
    [Parameter, EditorRequired] public required string? Address { get; set; }

    /// <summary>False beside a message that was already asked for.</summary>
    [Parameter, EditorRequired] public required bool IsFirst { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnAsk { get; set; }
}
