using System.Globalization;
using System.Text;
using CitizenBonds.Application.Mining;
using CitizenBonds.Application.Time;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>Headers and coupons in the very columns of <c>citizenbonds-verify coupons</c>.</summary>
internal static class MiningDownloads
{
    private const int SignificantDigits = 20;
    private const string PlainText = "text/plain; charset=utf-8";

    public static async Task ServeHeadersAsync(HttpContext http, MiningQueries queries, long from, long to)
    {
        if (from < 0 || to < from || to - from > HeaderFile.HeadersMax)
        {
            await OpenDataResponse.RefuseAsync(http, "to");
            return;
        }

        var headers = await queries.HeadersAsync(from, to, http.RequestAborted);
        if (headers.Count == 0)
        {
            await OpenDataResponse.NotFoundAsync(http);
            return;
        }

        var csv = new StringBuilder("height,header_hex\n");
        foreach (var (height, hex) in headers) csv.Append(CultureInfo.InvariantCulture, $"{height},{hex}\n");
        await OpenDataResponse.WriteTextAsync(http, OpenDataResponse.Csv, neverChanges: false, csv.ToString());
    }

    public static async Task ServeHeaderAsync(HttpContext http, MiningQueries queries, long height)
    {
        if (await queries.HeadersAsync(height, height, http.RequestAborted) is [var (_, hex)])
            await OpenDataResponse.WriteTextAsync(http, PlainText, neverChanges: false, hex + "\n");
        else await OpenDataResponse.NotFoundAsync(http);
    }

    /// <summary>Ascending, as the verifier writes them: the two files are the same to the last digit.</summary>
    public static async Task ServeCouponsAsync(HttpContext http, MiningQueries queries, PortalClock clock, string isin)
    {
        if (await queries.FindAsync(isin, clock.GetUtcNow(), http.RequestAborted) is not { } series)
        {
            await OpenDataResponse.NotFoundAsync(http);
            return;
        }

        var csv = new StringBuilder(
            "prev_key_height,key_height,T_seconds,B_sat,D,coupon_btc_per_bond,coupon_num,coupon_den\n");
        foreach (var coupon in series.Coupons.Reverse().Select(one => one.Coupon))
        {
            var coins = coupon.CoinsPerBond;
            csv.Append(
                CultureInfo.InvariantCulture,
                $"{coupon.Previous.Height},{coupon.Closing.Height},{coupon.Seconds},{coupon.Subsidy.MinorUnits},"
                + $"{coupon.Closing.Target.Difficulty.ToDecimal(SignificantDigits)},"
                + $"{coins.ToDecimal(SignificantDigits)},{coins.Numerator},{coins.Denominator}\n");
        }

        await OpenDataResponse.WriteTextAsync(http, OpenDataResponse.Csv, neverChanges: false, csv.ToString());
    }
}
