using System.Globalization;

namespace CitizenBonds.Web.Pages.Pricing;

/// <summary>Model figures as text: prices per 100 to four decimals, shares in percent to two.</summary>
internal static class PriceFigure
{
    public static string Price(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>Where many prices stand side by side on a phone.</summary>
    public static string Brief(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    public static string Years(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    public static string Share(double value) => (100 * value).ToString("F2", CultureInfo.InvariantCulture) + " %";

    public static string Change(double value) => value.ToString("+0.0000;−0.0000;0.0000", CultureInfo.InvariantCulture);

    public static string BasisPoints(double share) =>
        (10_000 * share).ToString("+0;−0;0", CultureInfo.InvariantCulture) + " bp";
}
