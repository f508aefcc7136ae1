using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account.Parts;

public sealed partial class AccountHead
{
    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>Key of a sentence about what was just done; unknown keys show nothing.</summary>
    [Parameter] public string? Done { get; set; }
}
