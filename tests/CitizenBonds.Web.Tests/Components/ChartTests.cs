using CitizenBonds.Web.Components.Charts;

namespace CitizenBonds.Web.Tests.Components;

public sealed class ChartTests
{
    private static readonly ChartPoint[] Points =
        [new("2024", -1, "−1 %"), new("2025", 0, "0 %"), new("2026", 1, "1 %")];

    [Fact]
    public async Task LineChart_Points_AreDrawnNamedAndListed()
    {
        var body = await Rendering.RenderAsync<LineChart>(
            Rendering.English, (
                "Title", "Yield"), ("Summary", "It rose."), ("Series", new ChartSeries[] { new("A", Points) }));

        // x from 4 to 376 in two steps of 186; y from 192 (lowest) to 12 (highest), zero half way at 102.
        Assert.Equal("M4 192L190 102L376 12", body.QuerySelector("path.line")?.GetAttribute("d"));
        Assert.Equal("102", body.QuerySelector("line.zero")?.GetAttribute("y1"));
        Assert.Equal("Yield. It rose.", body.QuerySelector("svg")?.GetAttribute("aria-label"));
        Assert.Equal(["−1 %", "0 %", "1 %"], body.QuerySelectorAll("details td").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task LineChart_LinesThatEndTogether_AreNamedOneBelowTheOther()
    {
        var body = await Rendering.RenderAsync<LineChart>(
            Rendering.English, ("Title", "Yield"), ("Summary", "Both rose."),
            ("Series", new ChartSeries[] { new("A", Points), new("B", Points) }));
        var names = body.QuerySelectorAll("svg text").Where(text => text.TextContent is "A" or "B").ToList();
        Assert.Equal(["A", "B"], names.Select(name => name.TextContent));
        Assert.NotEqual(names[0].GetAttribute("y"), names[1].GetAttribute("y"));
    }

    [Fact]
    public async Task LineChart_Steps_HoldTheValueUntilTheNextPoint()
    {
        var body = await Rendering.RenderAsync<LineChart>(
            Rendering.English, ("Title", "Rate"), ("Summary", "It rose."), ("Steps", true),
            ("Series", new ChartSeries[] { new("A", Points) }));
        Assert.Equal("M4 192H190V102H376V12", body.QuerySelector("path.line")?.GetAttribute("d"));
    }

    [Fact]
    public async Task Waterfall_Steps_StartWhereTheOneBeforeEnded()
    {
        var body = await Rendering.RenderAsync<Waterfall>(
            Rendering.English, ("Title", "Use"), ("Summary", "All spent."),
            ("Steps", new ChartPoint[] { new("In", 4, "4"), new("Out", -1, "−1") }), (
                "Total", new ChartPoint("Left", 3, "3")));

        // 360 wide for 0 to 4: In 0-360, Out 270-360, Left 0-270.
        Assert.Equal(["0", "270", "0"], body.QuerySelectorAll("rect").Select(bar => bar.GetAttribute("x")));
        Assert.Equal(["360", "90", "270"], body.QuerySelectorAll("rect").Select(bar => bar.GetAttribute("width")));
    }

    [Fact]
    public void Prefectures_All_AreFortySevenOnTilesOfTheirOwn()
    {
        Assert.Equal(Enumerable.Range(1, 47), Prefecture.All.Select(prefecture => prefecture.Code));
        Assert.Equal(47, Prefecture.All.Select(prefecture => (prefecture.Column, prefecture.Row)).Distinct().Count());
    }
}
