using CitizenBonds.Application.Pricing;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>Model prices as a file, with the hash of what they were made from.</summary>
internal static class PricingDownloads
{
    public static async Task ServeReportAsync(HttpContext http, PricingReport reports)
    {
        if (await reports.MakeAsync(http.RequestAborted) is { } report)
            await OpenDataResponse.WriteTextAsync(http, OpenDataResponse.Csv, neverChanges: false, report.Csv);
        else
            await OpenDataResponse.NotFoundAsync(http);
    }

    public static Task ServePdfAsync(HttpContext http, PricingReport reports) =>
        ServePdfAsync(http, reports, isJapanese: false);

    public static Task ServeJapanesePdfAsync(HttpContext http, PricingReport reports) =>
        ServePdfAsync(http, reports, isJapanese: true);

    private static async Task ServePdfAsync(HttpContext http, PricingReport reports, bool isJapanese)
    {
        if (await reports.MakePdfAsync(isJapanese, http.RequestAborted) is { } pdf)
            await OpenDataResponse.WriteBytesAsync(http, OpenDataResponse.Pdf, neverChanges: false, pdf);
        else
            await OpenDataResponse.NotFoundAsync(http);
    }
}
