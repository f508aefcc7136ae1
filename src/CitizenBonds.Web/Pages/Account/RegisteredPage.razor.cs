using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account;

public sealed partial class RegisteredPage
{
    [Inject] public required DemoLetters Letters { get; init; }

    /// <summary>The ticket to the letter, in the demonstration.</summary>
    [SupplyParameterFromQuery(Name = "letter")] public string? Letter { get; set; }
}
