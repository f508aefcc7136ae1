using System.Globalization;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Portfolio;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Pages.Citizen.Parts;

namespace CitizenBonds.Web.Endpoints;

/// <summary>An investor's own statement as CSV, newest first, sent page by page.</summary>
public static class StatementEndpoint
{
    private const int PagesMax = 1_000;

    public static void MapStatement(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(CitizenUrls.Statement, WriteAsync).RequireAuthorization(Policies.Investor);

    private static async Task WriteAsync(HttpContext http, StatementQueries statement)
    {
        var cancelled = http.RequestAborted;
        var userId = http.User.GetActor().UserId;
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"statement.csv\"";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsync("number,day,reason,isin,direction,yen,tokens,satoshi\r\n", cancelled);
        long? before = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var lines = await statement.PageAsync(userId, before, StatementQueries.LinesPerPageMax, cancelled);
            foreach (var line in lines) await http.Response.WriteAsync(Write(line), cancelled);
            if (lines.Count < StatementQueries.LinesPerPageMax) return;
            before = lines[^1].Id;
        }
    }

    /// <remarks>Numbers, codes and dates only: nothing a person typed, so nothing needs quoting.</remarks>
    private static string Write(StatementLine line)
    {
        var day = PortalTime.DayOf(line.BookedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var yen = line.Amount is { Currency: Currency.Jpy } cash ? cash.MinorUnits : (long?)null;
        var satoshi = line.Amount is { Currency: Currency.Btc } coins ? coins.MinorUnits : (long?)null;
        var amounts = string.Create(CultureInfo.InvariantCulture, $"{yen},{line.Tokens?.Tokens},{satoshi}");
        var direction = line.IsIncoming switch { true => "in", false => "out", null => "own" };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{line.Id},{day},{line.Reason},{line.Isin},{direction},{amounts}\r\n");
    }
}
