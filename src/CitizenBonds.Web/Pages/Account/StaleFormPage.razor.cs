using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class StaleFormPage
{
    [SupplyParameterFromQuery(Name = "returnUrl")] public string? ReturnUrl { get; set; }

    /// <summary>The page no longer shows the form.</summary>
    [SupplyParameterFromQuery] public bool Gone { get; set; }
}
