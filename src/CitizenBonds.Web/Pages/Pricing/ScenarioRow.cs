using CitizenBonds.Domain.Pricing.Series;

namespace CitizenBonds.Web.Pages.Pricing;

/// <summary>The standard scenarios of one parallel shift, a price for each twist.</summary>
internal sealed record ScenarioRow(double Shift, IReadOnlyList<double> Prices)
{
    public static IReadOnlyList<double> Twists { get; } =
        [.. CurveScenario.Standard.Select(scenario => scenario.Twist).Distinct()];

    /// <param name="prices">In the order of the standard scenarios.</param>
    public static IReadOnlyList<ScenarioRow> Of(IReadOnlyList<double> prices) =>
    [
        .. CurveScenario.Standard.Zip(prices).GroupBy(pair => pair.First.Parallel)
            .Select(group => new ScenarioRow(group.Key, [.. group.Select(pair => pair.Second)])),
    ];
}
