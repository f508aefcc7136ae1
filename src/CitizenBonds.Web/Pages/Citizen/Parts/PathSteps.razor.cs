using CitizenBonds.Application.Investors;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>The guided path above each of its pages.</summary>
public sealed partial class PathSteps
{
    [Parameter, EditorRequired] public required GuidedStep At { get; set; }

    private string[] Names =>
        [.. Enum.GetValues<GuidedStep>().Where(step => step != GuidedStep.Done).Select(step => W.Of(step))];
}
