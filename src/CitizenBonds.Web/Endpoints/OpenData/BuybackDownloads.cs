using CitizenBonds.Application.Buyback;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>Programmes from which a stranger recomputes every decision.</summary>
internal static class BuybackDownloads
{
    public static async Task ServeProgrammeAsync(HttpContext http, BuybackQueries programmes, long id)
    {
        if (await programmes.FindAsync(id, http.RequestAborted) is not { } found)
        {
            await OpenDataResponse.NotFoundAsync(http);
            return;
        }

        var trades = await programmes.TradesAsync(found, http.RequestAborted);
        await OpenDataResponse.WriteBytesAsync(
            http, OpenDataResponse.Json, neverChanges: false, BuybackFiles.Programme(found, trades));
    }

    public static async Task ServeDecisionsAsync(HttpContext http, BuybackQueries programmes, long id)
    {
        if (await programmes.FindAsync(id, http.RequestAborted) is { } found)
            await OpenDataResponse.WriteTextAsync(
                http, OpenDataResponse.Csv, neverChanges: false, BuybackFiles.Decisions(found));
        else await OpenDataResponse.NotFoundAsync(http);
    }
}
