using System.Globalization;

namespace CitizenBonds.Web.Pages.Methodology;

/// <summary>Figures of the worked examples as text.</summary>
internal static class ExampleFigure
{
    public static string Of(double value, int decimals) =>
        value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static string Scientific(double value) => value.ToString("0.0000E+0", CultureInfo.InvariantCulture);

    public static string Percent(double share, int decimals) => Of(100 * share, decimals) + " %";
}
