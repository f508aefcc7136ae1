using CitizenBonds.Application.Operations;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Components;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator.Parts;

/// <summary>What happened while the calendar was moved.</summary>
public sealed partial class CalendarReport
{
    [Parameter, EditorRequired] public required DateTimeOffset Since { get; set; }

    [Parameter, EditorRequired] public required DateTimeOffset Until { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<DoneItem> Items { get; set; }

    private static Tone ToneOf(DoneItem item) => item.Kind switch
    {
        IssueEventKind.PaymentDefault => Tone.Harm,
        IssueEventKind.CrowdFailed => Tone.Warning,
        _ => Tone.Good,
    };
}
