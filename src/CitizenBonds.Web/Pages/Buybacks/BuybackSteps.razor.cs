using System.Globalization;
using CitizenBonds.Application.Buyback;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Buybacks;

/// <summary>Every decision with what it saw, newest first; the oldest of a long programme are in the file.</summary>
public sealed partial class BuybackSteps
{
    private const int StepsShown = 120;

    [Parameter, EditorRequired] public required BuybackView Programme { get; set; }

    private IReadOnlyList<BuybackStepView> Shown => [.. Programme.Steps.Reverse().Take(StepsShown)];

    private string Caption => Programme.Steps.Count > StepsShown
        ? W["Buyback.DecisionsNewest", StepsShown, Programme.Steps.Count]
        : W["Buyback.DecisionsTitle"];

    private IReadOnlyList<ExcludedTradeLine> Excluded =>
        [.. Shown.SelectMany(step => step.Excluded).DistinctBy(trade => trade.Number).OrderBy(trade => trade.Number)];

    private static string Plain(decimal yen) => yen.ToString("#,0.##", CultureInfo.InvariantCulture);
}
