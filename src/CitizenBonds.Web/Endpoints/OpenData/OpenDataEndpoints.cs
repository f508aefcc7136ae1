using CitizenBonds.Web.Startup;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>The addresses of open data; one line each. Anybody may fetch them, so often a minute.</summary>
internal static class OpenDataEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapOpenData(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFile(Urls.Ledger + ".csv", LedgerDownloads.ServeCsvAsync);
        endpoints.MapFile(Urls.Ledger + ".json", LedgerDownloads.ServeJsonAsync);
        endpoints.MapFile(Urls.LedgerReconciliationFile, ReconciliationDownloads.ServeAsync);
        endpoints.MapFile(Urls.LedgerExport + "/transfers.ndjson", LedgerDownloads.ServeTransfersAsync);
        endpoints.MapFile(Urls.LedgerExport + "/accounts.ndjson", LedgerDownloads.ServeAccountsAsync);
        endpoints.MapFile(Urls.LedgerExport + "/blocks.ndjson", LedgerDownloads.ServeBlocksAsync);
        endpoints.MapFile(Urls.Ledger + "/transfers/{id:long}/proof.json", ProofDownloads.ServeInclusionAsync);
        endpoints.MapFile(Urls.Ledger + "/consistency.json", ProofDownloads.ServeConsistencyAsync);
        endpoints.MapFile(Urls.Bonds + ".csv", BondDownloads.ServeCsvAsync);
        endpoints.MapFile(Urls.Bonds + ".json", BondDownloads.ServeJsonAsync);
        endpoints.MapFile(Urls.Bonds + "/{isin}/terms.json", BondDownloads.ServeTermsAsync);
        endpoints.MapFile(Urls.Bonds + "/{isin}/index.json", IndexDownloads.ServeSeriesAsync);
        endpoints.MapFile(Urls.Bonds + "/{isin}/sale.json", BondDownloads.ServeSaleAsync);
        endpoints.MapFile(Urls.Bonds + "/{isin}/auction.json", BondDownloads.ServeAuctionAsync);
        endpoints.MapFile(
            Urls.Bonds + "/{isin}/market/{day}/orders-{part:int}.csv", MarketDownloads.ServeOrdersAsync);
        endpoints.MapFile(Urls.Bonds + "/{isin}/market/{day}/auctions.json", MarketDownloads.ServeAuctionsAsync);
        endpoints.MapFile(Urls.Bonds + "/{isin}/market/{day}/trades.csv", MarketDownloads.ServeTradesAsync);
        endpoints.MapFile(Urls.Buybacks + "/{id:long}/programme.json", BuybackDownloads.ServeProgrammeAsync);
        endpoints.MapFile(Urls.Buybacks + "/{id:long}/decisions.csv", BuybackDownloads.ServeDecisionsAsync);
        endpoints.MapFile(Urls.Issuers + ".csv", IssuerDownloads.ServeCsvAsync);
        endpoints.MapFile(Urls.FairPriceWindows, WindowDownloads.ServePricesAsync);
        endpoints.MapFile(Urls.FairPriceDeals, WindowDownloads.ServeDealsAsync);
        endpoints.MapFile(Urls.PricingReport, PricingDownloads.ServeReportAsync);
        endpoints.MapFile(Urls.PricingReportPdf, PricingDownloads.ServePdfAsync);
        endpoints.MapFile(Urls.PricingReportPdfJa, PricingDownloads.ServeJapanesePdfAsync);
        endpoints.MapFile(Urls.Mining + "/{isin}/coupons.csv", MiningDownloads.ServeCouponsAsync);
        endpoints.MapFile(Urls.Mining + "/headers/{from:long}/{to:long}.csv", MiningDownloads.ServeHeadersAsync);
        endpoints.MapFile(Urls.Mining + "/headers/{height:long}.hex", MiningDownloads.ServeHeaderAsync);
        endpoints.MapFile(Urls.Disclosure + "/{id:long}.json", BondDownloads.ServeFilingAsync);
    }

    private static void MapFile(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, Methods, handler)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.OpenData);
}
