using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Application.Time;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>A day's orders, auctions and trades, from which a stranger recomputes the trades.</summary>
internal static class MarketDownloads
{
    public static async Task ServeOrdersAsync(
        HttpContext http, PublishedDays days, PortalClock clock, string isin, string day, int part)
    {
        var found = await FindAsync(http, days, clock, isin, day);
        if (found?.Record.Sessions.FirstOrDefault(session => session.Part == part) is { } session)
            await OpenDataResponse.WriteTextAsync(
                http, OpenDataResponse.Csv, found.IsOver, MarketDayFiles.Orders(session));
        else await OpenDataResponse.NotFoundAsync(http);
    }

    public static async Task ServeAuctionsAsync(
        HttpContext http, PublishedDays days, PortalClock clock, string isin, string day)
    {
        if (await FindAsync(http, days, clock, isin, day) is { } found)
            await OpenDataResponse.WriteBytesAsync(
                http, OpenDataResponse.Json, found.IsOver, MarketDayFiles.Auctions(found.Record.Auctions));
        else await OpenDataResponse.NotFoundAsync(http);
    }

    public static async Task ServeTradesAsync(
        HttpContext http, PublishedDays days, PortalClock clock, string isin, string day)
    {
        if (await FindAsync(http, days, clock, isin, day) is { } found)
            await OpenDataResponse.WriteTextAsync(
                http, OpenDataResponse.Csv, found.IsOver, MarketDayFiles.Trades(found.Record.Trades));
        else await OpenDataResponse.NotFoundAsync(http);
    }

    private static async Task<PublishedDay?> FindAsync(
        HttpContext http, PublishedDays days, PortalClock clock, string isin, string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? await days.FindAsync(isin, date, PortalTime.DayOf(clock.GetUtcNow()), http.RequestAborted)
            : null;
}
