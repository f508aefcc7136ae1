using System.Globalization;
using CitizenBonds.Application.Mining;
using CitizenBonds.Web.Components.Charts;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Mining;

/// <summary>What a reader's own assumptions make of a token: two sliders and a price, sent as a plain form.</summary>
public sealed partial class MiningOutlookView
{
    private const double SatoshiShownMax = 1e15;

    [Parameter, EditorRequired] public required MiningOutlook Outlook { get; set; }

    [Parameter, EditorRequired] public required string Address { get; set; }

    [Parameter] public int? Growth { get; set; }

    [Parameter] public int? Rate { get; set; }

    private int GrowthShown => Math.Clamp(
        Growth ?? MiningOutlook.GrowthDefault, MiningOutlook.GrowthMin, MiningOutlook.GrowthMax);

    private int RateShown =>
        Math.Clamp(Rate ?? MiningOutlook.RateDefault, MiningOutlook.RateMin, MiningOutlook.RateMax);

    private ChartSeries Values => new(
        W["Mining.Worth"],
        [.. Outlook.Curve.Select(point => new ChartPoint(Share(point.Growth), point.Value, Satoshi(point.Value)))]);

    private ChartSeries PriceLine => new(
        W["Mining.Price"],
        [
            .. Outlook.Curve.Select(point => new ChartPoint(
                Share(point.Growth), Outlook.Price, Satoshi(Outlook.Price))),
        ]);

    private static string Percent(int tenths) => Formats.Percent(tenths / 10m, decimalsMin: 1);

    private static string Share(double share) =>
        Math.Abs(share) < 1_000 ? Formats.Percent(Math.Round((decimal)share * 100, 3)) : "> 100,000 %";

    private static string Satoshi(double satoshi) =>
        satoshi < SatoshiShownMax ? $"{Formats.Number((long)Math.Round(satoshi))} sat" : "> 10^15 sat";

    private static string Whole(double satoshi) =>
        ((long)Math.Round(satoshi)).ToString(CultureInfo.InvariantCulture);
}
