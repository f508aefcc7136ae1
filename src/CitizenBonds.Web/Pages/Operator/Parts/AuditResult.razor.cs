using CitizenBonds.Application.Operations;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator.Parts;

/// <summary>One audit of the ledger: what was looked at and what was found.</summary>
public sealed partial class AuditResult
{
    [Parameter, EditorRequired] public required AuditLine Audit { get; set; }
}
