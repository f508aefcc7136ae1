using CitizenBonds.Chain.Custody;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>What is here and what is in the wallet, and the ways between the two.</summary>
public sealed partial class WalletHoldings
{
    [Parameter, EditorRequired] public required WalletView View { get; set; }

    /// <summary>As typed; null at first, as the next.</summary>
    [Parameter, EditorRequired] public required string? Isin { get; set; }

    [Parameter, EditorRequired] public required string? Tokens { get; set; }

    [Parameter] public string? TokensError { get; set; }

    [Parameter, EditorRequired] public required EventCallback OnWithdraw { get; set; }

    private Choice[] Choices =>
    [
        .. View.Series.Where(line => line is { IsOpen: true, AtPortal: > 0 })
            .Select(line => new Choice(line.Isin, $"{line.Title.In(SiteCulture.CurrentLanguage)} · {line.Isin}")),
    ];
}
