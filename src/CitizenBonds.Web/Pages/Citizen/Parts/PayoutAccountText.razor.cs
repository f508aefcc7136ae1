using CitizenBonds.Application.Banking;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>A registered bank account in one line, its number masked.</summary>
public sealed partial class PayoutAccountText
{
    [Parameter, EditorRequired] public required MaskedPayoutAccount Account { get; set; }
}
