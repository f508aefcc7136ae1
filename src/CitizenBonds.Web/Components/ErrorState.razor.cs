using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

public sealed partial class ErrorState
{
    [Parameter, EditorRequired] public required string Title { get; set; }

    [Parameter, EditorRequired] public required string Why { get; set; }

    [Parameter, EditorRequired] public required string WhatToDo { get; set; }

    /// <summary>The number under which the operator finds this failure in the log.</summary>
    [Parameter] public string? Reference { get; set; }
}
