using CitizenBonds.Web.Assets;
using CitizenBonds.Web.Endpoints.Api;
using CitizenBonds.Web.Identity;

namespace CitizenBonds.Web.Startup;

/// <summary>
/// Every route that answers somebody who is not signed in. A test compares it with the routes of the running host, both
/// ways: a route opened by mistake fails the build, and so does a line left behind.
/// </summary>
public static class ApprovedAnonymousRoutes
{
    public static IReadOnlySet<string> All { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        // Frame: assets, language, answers for addresses that do not exist.
        "/assets/{file}",
        SiteAssets.BlazorScript,
        "/language",
        "/missing",
        "{*path:nonfile}",
        ReadinessGate.HealthPath,

        // Public pages and open data.
        Urls.Home,
        Urls.Bonds,
        Urls.Bonds + "/{isin}",
        Urls.Bonds + "/{isin}/price",
        Urls.Bonds + "/{isin}/technical-value",
        Urls.Bonds + "/{isin}/index",
        Urls.Bonds + "/{isin}/index.json",
        Urls.Buybacks,
        Urls.Buybacks + "/{id:long}",
        Urls.Buybacks + "/{id:long}/programme.json",
        Urls.Buybacks + "/{id:long}/decisions.csv",
        Urls.Pricing,
        Urls.PricingReport,
        Urls.PricingReportPdf,
        Urls.PricingReportPdfJa,
        Urls.FairPrice,
        Urls.FairPriceWindows,
        Urls.FairPriceDeals,
        Urls.Ledger,
        Urls.Ledger + "/transfers/{id:long}",
        Urls.LedgerBlocks,
        Urls.LedgerBlocks + "/{height:long}",
        Urls.LedgerAnchors,
        Urls.LedgerReconciliation,
        Urls.LedgerReconciliationFile,
        Urls.Issuers,
        Urls.Market,
        Urls.Market + "/{isin}",
        Urls.Issuers + "/{code}",
        Urls.Issuers + ".csv",
        Urls.Methodology,
        Urls.SurveillanceRules,
        Urls.Disclosure,
        Urls.Disclosure + "/{id:long}",
        Urls.OpenData,
        Urls.Verify,
        Urls.About,
        Urls.Ledger + ".csv",
        Urls.Ledger + ".json",
        Urls.LedgerExport + "/transfers.ndjson",
        Urls.LedgerExport + "/accounts.ndjson",
        Urls.LedgerExport + "/blocks.ndjson",
        Urls.Ledger + "/transfers/{id:long}/proof.json",
        Urls.Ledger + "/consistency.json",
        Urls.Bonds + ".csv",
        Urls.Bonds + ".json",
        Urls.Bonds + "/{isin}/terms.json",
        Urls.Bonds + "/{isin}/sale.json",
        Urls.Bonds + "/{isin}/market/{day}/orders-{part:int}.csv",
        Urls.Bonds + "/{isin}/market/{day}/auctions.json",
        Urls.Bonds + "/{isin}/market/{day}/trades.csv",
        Urls.Bonds + "/{isin}/auction.json",
        Urls.Disclosure + "/{id:long}.json",
        Urls.Mining,
        Urls.Mining + "/{isin}",
        Urls.Mining + "/{isin}/coupons.csv",
        Urls.Mining + "/headers/{from:long}/{to:long}.csv",
        Urls.Mining + "/headers/{height:long}.hex",

        // What moves: the market of a bond, and what the interface for programs promises.
        Urls.Market + "/{isin}/live",
        ApiEndpoints.Document,

        // Becoming known to the portal.
        AccountUrls.Register,
        AccountUrls.Registered,
        AccountUrls.ConfirmEmail,
        AccountUrls.SignIn,
        AccountUrls.TwoFactor,
        AccountUrls.RecoveryCode,
        AccountUrls.ForgotPassword,
        AccountUrls.ResetPassword,
        AccountUrls.PasskeyRequestOptions,
        AccountUrls.StaleForm,
        AccountUrls.TooManyForms,

        // Answers in the demonstration only.
        AccountUrls.DemoLetter,
    };
}
