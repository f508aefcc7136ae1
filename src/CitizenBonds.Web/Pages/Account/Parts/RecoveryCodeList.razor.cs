using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account.Parts;

/// <summary>Recovery codes, shown this once: only their digests are kept.</summary>
public sealed partial class RecoveryCodeList
{
    [Parameter, EditorRequired] public required IReadOnlyList<string> Codes { get; set; }
}
