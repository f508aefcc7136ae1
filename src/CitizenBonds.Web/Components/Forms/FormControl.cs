using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

/// <summary>What every control of a static form has in common. The posted name is also the control's id.</summary>
public abstract class FormControl : ComponentBase
{
    /// <summary>The name under which the form posts the value, such as "Input.Amount".</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    [Parameter] public string? Hint { get; set; }

    [Parameter] public string? Error { get; set; }

    [Parameter] public bool Optional { get; set; }

    /// <summary>Shown first, as typed, also when it was refused.</summary>
    [Parameter] public string? Value { get; set; }

    protected string? DescribedBy => Field.DescribedBy(Name, Hint, Error);

    protected string? Invalid => Error is null ? null : "true";
}
