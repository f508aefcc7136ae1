using CitizenBonds.Application.Market;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Operator.Parts;

/// <summary>One hit: the sums, the trades and orders they come from, and the day's public files.</summary>
public sealed partial class SurveillanceEvidenceView
{
    [Parameter, EditorRequired] public required SurveillanceLine Line { get; set; }

    [Parameter, EditorRequired] public required SurveillanceEvidence Evidence { get; set; }

    /// <summary>Of the people of the hit.</summary>
    [Parameter, EditorRequired] public required IReadOnlyDictionary<Guid, string> Names { get; set; }

    /// <summary>Others traded with them and are nobody's question: they are not named.</summary>
    private string NameOf(long investor)
    {
        for (var index = 0; index < Line.Hit.Investors.Count; index++)
            if (Line.Hit.Investors[index] == investor) return Names[Line.Users[index]];
        return "–";
    }
}
