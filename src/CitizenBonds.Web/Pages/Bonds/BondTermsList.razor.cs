using CitizenBonds.Application.Offerings;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bonds;

public sealed partial class BondTermsList
{
    [Parameter, EditorRequired] public required BondPageView Bond { get; set; }
}
