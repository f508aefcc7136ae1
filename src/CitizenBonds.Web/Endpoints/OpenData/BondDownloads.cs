using System.Text;
using System.Text.Json;
using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>Bonds, their terms, their sales and what was disclosed about them, as files.</summary>
internal static class BondDownloads
{
    private static readonly OpenTable<BondLine> Table = new(
        new("isin", line => line.Isin),
        new("title_ja", line => line.Title.Ja),
        new("title_en", line => line.Title.En),
        new("issuer", line => line.IssuerCode),
        new("issuer_name_ja", line => line.Issuer.Ja),
        new("issuer_name_en", line => line.Issuer.En),
        new("is_invented", line => line.IsInvented),
        new("prefecture", line => line.Prefecture),
        new("state", line => line.State.ToString()),
        new("tier_at_issue", line => line.Tier.ToString()),
        new("denomination_yen", line => line.Denomination.MinorUnits),
        new("sale_method", line => line.SaleMethod.ToString()),
        new("price_yen", line => line.Price.MinorUnits),
        new("size_tokens", line => line.Size.Tokens),
        new("coupon_ppm", line => line.Coupon.PerMillion),
        new("yield_percent", line => line.YieldPercent is { } percent ? Math.Round((decimal)percent, 6) : null),
        new("issue_date", line => line.IssueDate),
        new("maturity_date", line => line.MaturityDate),
        new("purpose_kind", line => line.PurposeKind.ToString()),
        new("purpose_ja", line => line.Purpose.Ja),
        new("purpose_en", line => line.Purpose.En),
        new("sale_opens_at", line => line.SaleOpensAt),
        new("sale_closes_at", line => line.SaleClosesAt));

    public static Task ServeCsvAsync(HttpContext http, BondQueries queries, PortalClock clock) =>
        OpenDataResponse.WriteAsync(
            http, OpenDataResponse.Csv, neverChanges: false,
            (output, token) => Table.WriteCsvAsync(output, AllAsync(queries, clock, token), token));

    public static Task ServeJsonAsync(HttpContext http, BondQueries queries, PortalClock clock) =>
        OpenDataResponse.WriteAsync(
            http, OpenDataResponse.Json, neverChanges: false,
            (output, token) => Table.WriteJsonAsync(output, AllAsync(queries, clock, token), token));

    public static async Task ServeTermsAsync(HttpContext http, PublishedSales sales, string isin)
    {
        if (await sales.FindTermsAsync(isin, http.RequestAborted) is { } terms)
            await OpenDataResponse.WriteTextAsync(http, OpenDataResponse.Json, neverChanges: true, terms);
        else
            await OpenDataResponse.NotFoundAsync(http);
    }

    public static async Task ServeSaleAsync(HttpContext http, PublishedSales sales, string isin)
    {
        if (await sales.FindAsync(isin, http.RequestAborted) is { } sale)
            await OpenDataResponse.WriteAsync(
                http, OpenDataResponse.Json, neverChanges: true,
                (output, token) => SaleFile.WriteAsync(output, sale, sales, token));
        else
            await OpenDataResponse.NotFoundAsync(http);
    }

    public static async Task ServeAuctionAsync(
        HttpContext http, PublishedAuctions auctions, PublishedSales sales, string isin)
    {
        if (await auctions.FindAsync(isin, http.RequestAborted) is { } auction)
            await OpenDataResponse.WriteAsync(
                http, OpenDataResponse.Json, neverChanges: true,
                (output, token) => AuctionFile.WriteAsync(output, auction, auctions, sales, token));
        else
            await OpenDataResponse.NotFoundAsync(http);
    }

    public static async Task ServeFilingAsync(HttpContext http, FilingQueries filings, long id)
    {
        if (await filings.FindOneAsync(id, http.RequestAborted) is { } filing)
            await OpenDataResponse.WriteBytesAsync(
                http, OpenDataResponse.Json, neverChanges: true, ToJson(filing));
        else
            await OpenDataResponse.NotFoundAsync(http);
    }

    private static byte[] ToJson(PublicFiling filing)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("id", filing.Id);
            json.WriteString("kind", filing.Kind.ToString());
            json.WriteNumber("version", filing.Version);
            json.WriteString("issuer", filing.IssuerCode);
            json.WriteString("isin", filing.Isin);
            json.WriteString("filed_at", filing.FiledAt);
            json.WriteString("due_on", filing.DueOn?.ToString("yyyy-MM-dd", null));
            json.WriteNumber("days_late", filing.DaysLate);
            json.WritePropertyName("body");
            json.WriteRawValue(Encoding.UTF8.GetBytes(filing.Body));
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private static async IAsyncEnumerable<IReadOnlyList<BondLine>> AllAsync(
        BondQueries queries,
        PortalClock clock,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await queries.FindAsync(new BondFilter(), clock.GetUtcNow(), cancellationToken);
    }
}
