using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Pages.About;
using CitizenBonds.Web.Pages.Bonds;
using CitizenBonds.Web.Pages.FairPrice;
using CitizenBonds.Web.Pages.Buybacks;
using CitizenBonds.Web.Pages.Filings;
using CitizenBonds.Web.Pages.Home;
using CitizenBonds.Web.Pages.IndexLinked;
using CitizenBonds.Web.Pages.Issuers;
using CitizenBonds.Web.Pages.Ledger;
using CitizenBonds.Web.Pages.Market;
using CitizenBonds.Web.Pages.Methodology;
using CitizenBonds.Web.Pages.Mining;
using CitizenBonds.Web.Pages.OpenData;
using CitizenBonds.Web.Pages.Pricing;

namespace CitizenBonds.Web.Startup;

/// <summary>The addresses of public pages; one line each.</summary>
public static class PublicPages
{
    public static void MapPublicPages(this WebApplication app)
    {
        app.MapPublicPage<HomePage>(Urls.Home);
        app.MapPublicPage<BondsPage>(Urls.Bonds);
        app.MapPublicPage<BondPage>(Urls.Bonds + "/{isin}");
        app.MapPublicPage<SeriesPricePage>(Urls.Bonds + "/{isin}/price");
        app.MapPublicPage<IndexLinkedPage>(Urls.Bonds + "/{isin}/index");
        app.MapPublicPage<PricingPage>(Urls.Pricing);
        app.MapPublicPage<FairPricePage>(Urls.FairPrice);
        app.MapPublicPage<MarketPage>(Urls.Market);
        app.MapPublicPage<BondMarketPage>(Urls.Market + "/{isin}");
        app.MapPublicPage<BuybacksPage>(Urls.Buybacks);
        app.MapPublicPage<BuybackPage>(Urls.Buybacks + "/{id:long}");
        app.MapPublicPage<TechnicalValuePage>(Urls.Bonds + "/{isin}/technical-value");
        app.MapPublicPage<LedgerPage>(Urls.Ledger);
        app.MapPublicPage<TransferPage>(Urls.Ledger + "/transfers/{id:long}");
        app.MapPublicPage<BlocksPage>(Urls.LedgerBlocks);
        app.MapPublicPage<BlockPage>(Urls.LedgerBlocks + "/{height:long}");
        app.MapPublicPage<AnchorsPage>(Urls.LedgerAnchors);
        app.MapPublicPage<ReconciliationPage>(Urls.LedgerReconciliation);
        app.MapPublicPage<IssuersPage>(Urls.Issuers);
        app.MapPublicPage<IssuerPage>(Urls.Issuers + "/{code}");
        app.MapPublicPage<MethodologyPage>(Urls.Methodology);
        app.MapPublicPage<SurveillanceRulesPage>(Urls.SurveillanceRules);
        app.MapPublicPage<DisclosurePage>(Urls.Disclosure);
        app.MapPublicPage<FilingPage>(Urls.Disclosure + "/{id:long}");
        app.MapPublicPage<OpenDataPage>(Urls.OpenData);
        app.MapPublicPage<VerifyPage>(Urls.Verify);
        app.MapPublicPage<MiningPage>(Urls.Mining);
        app.MapPublicPage<MiningSeriesPage>(Urls.Mining + "/{isin}");
        app.MapPublicPage<AboutPage>(Urls.About);
        if (app.Environment.IsDevelopment()) app.MapPublicPage<ComponentsPage>(Urls.Components);
    }
}
