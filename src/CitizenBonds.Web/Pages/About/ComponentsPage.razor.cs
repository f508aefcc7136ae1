using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Charts;

namespace CitizenBonds.Web.Pages.About;

/// <summary>
/// Every component once, to look at while working on them. Served in development only; its figures are made up.
/// </summary>
public sealed partial class ComponentsPage
{
    private static readonly DateOnly Day = new(2026, 11, 21);
    private static readonly string[] Letters = ["A", "B", "C", "D", "E"];

    private static readonly Row[] Rows =
    [
        new(new(2026, 11, 21, 0, 30, 5, TimeSpan.Zero), "Coupon paid", "CB-GIFU-0001", "CB-7F3K-92QD", Money.FromYen(
            5_500)),
        new(new(2026, 11, 21, 0, 12, 44, TimeSpan.Zero), "Bond bought", "CB-7F3K-92QD", "CB-11AA-04TX", Money.FromYen(
            1_250_000)),
    ];

    private static readonly ChartSeries[] Lines =
    [
        new("This bond", [new("Nov 2025", 0.9, "0.90 %"), new(
            "Mar 2026", 1.05, "1.05 %"), new("Jul 2026", 1.2, "1.20 %"), new("Nov 2026", 1.3, "1.30 %")]),
        new("State bond", [new("Nov 2025", -0.1, "−0.10 %"), new(
            "Mar 2026", 0.25, "0.25 %"), new("Jul 2026", 0.25, "0.25 %"), new("Nov 2026", 0.5, "0.50 %")]),
    ];

    private static readonly ChartPoint[] Bars =
    [
        new("Residents of the city", 6.2, "¥620 million"), new(
            "Pension funds", 3.1, "¥310 million"), new("Bought back", -1.6, "−¥160 million"),
    ];

    private static readonly Dictionary<int, ChartPoint> Prefectures = new()
    {
        [13] = new("", 9, "¥900 million"), [21] = new("", 5, "¥500 million"), [1] = new("", 2, "¥200 million"),
    };

    private (string, string)[] Crumbs => [(W["Layout.About"], Urls.About)];

    private sealed record Row(DateTimeOffset At, string What, string From, string To, Money Amount);
}
