using System.Globalization;

namespace CitizenBonds.Web;

/// <summary>
/// Every address of the portal is built here, escaped; pages never write one by hand. Those about one's own account are
/// in AccountUrls.
/// </summary>
public static class Urls
{
    public const string Home = "/";
    public const string Bids = "/bids";
    public const string Bonds = "/bonds";
    public const string Market = "/market";
    public const string Orders = "/orders";
    public const string Ledger = "/ledger";
    public const string LedgerBlocks = "/ledger/blocks";
    public const string LedgerAnchors = "/ledger/anchors";
    public const string LedgerReconciliation = "/ledger/reconciliation";
    public const string LedgerReconciliationFile = LedgerReconciliation + ".json";
    public const string Issuers = "/issuers";
    public const string Disclosure = "/disclosure";
    public const string OpenData = "/data";
    public const string Verify = "/verify";
    public const string Methodology = "/methodology";
    public const string SurveillanceRules = Methodology + "/surveillance";
    public const string Pricing = "/pricing";
    public const string PricingReport = "/pricing/report.csv";
    public const string PricingReportPdf = "/pricing/report.pdf";
    public const string PricingReportPdfJa = "/pricing/report-ja.pdf";
    public const string FairPrice = "/fair-price";
    public const string FairPriceWindows = "/fair-price/windows.csv";
    public const string FairPriceDeals = "/fair-price/deals.csv";
    public const string About = "/about";
    public const string Portfolio = "/portfolio";

    /// <summary>The whole ledger up to one transfer.</summary>
    public const string LedgerExport = OpenData + "/ledger/{through:long}";

    public const string Components = "/about/components";

    public const string Officer = "/officer";
    public const string OfficerIssues = "/officer/issues";
    public const string OfficerPurposes = "/officer/purposes";
    public const string OfficerNotices = "/officer/notices";
    public const string Approver = "/approver";
    public const string Treasury = "/treasury";
    public const string TreasuryIndicators = "/treasury/indicators";
    public const string TreasuryPolicy = "/treasury/policy";
    public const string Feeds = "/treasury/feeds";
    public const string Steward = "/steward";
    public const string StewardVotes = "/steward/votes";
    public const string Mining = "/mining";
    public const string TreasuryPureMining = "/treasury/pure-mining";
    public const string OwnMining = "/portfolio/mining";
    public const string TreasuryMining = "/treasury/mining";
    public const string TreasuryIndexLinked = "/treasury/index-linked";
    public const string TreasuryIndexLinkedNew = "/treasury/index-linked/new";
    public const string OwnIndexLinked = "/portfolio/index-linked";
    public const string TreasuryMiningNew = "/treasury/mining/new";
    public const string Buybacks = "/buybacks";
    public const string CentralBank = "/central-bank";

    public static string TreasuryScores(string isin) => $"{TreasuryMining}/{Escape(isin)}";

    public static string TreasuryIndexSeries(long id) => $"{TreasuryIndexLinked}/{Invariant(id)}";

    public static string IndexLinked(string isin) => $"{Bonds}/{Escape(isin)}/index";

    public static string IndexFile(string isin) => $"{Bonds}/{Escape(isin)}/index.json";

    public static string TechnicalValue(string isin) => $"{Bonds}/{Escape(isin)}/technical-value";

    public static string Buyback(long id) => $"{Buybacks}/{Invariant(id)}";

    public static string BuybackFile(long id) => $"{Buyback(id)}/programme.json";

    public static string BuybackDecisions(long id) => $"{Buyback(id)}/decisions.csv";

    public static string CentralBankPlan(long seriesId) => $"{CentralBank}/plan/{Invariant(seriesId)}";

    public static string CentralBankProgramme(long id) => $"{CentralBank}/programmes/{Invariant(id)}";

    /// <summary>A holder's offer in a reverse auction.</summary>
    public static string Offer(long auctionId) => $"/offer/{Invariant(auctionId)}";

    public static string OfficerDraft(long id) => $"/officer/drafts/{Invariant(id)}";

    public static string OfficerIssue(long id) => $"{OfficerIssues}/{Invariant(id)}";

    public static string OfficerProceeds(long id) => $"{OfficerIssue(id)}/proceeds";

    public static string ApproverIssue(long id) => $"{Approver}/issues/{Invariant(id)}";

    public static string TreasuryIssue(long id) => $"{Treasury}/issues/{Invariant(id)}";

    /// <summary>The page after a form: says once what was done.</summary>
    public static string Done(string address, string what) => WithQuery(address, ("done", what));

    public static string Bond(string isin) => $"{Bonds}/{Escape(isin)}";

    public static string BondPrice(string isin) => $"{Bonds}/{Escape(isin)}/price";

    public static string MiningSeries(string isin) => $"{Mining}/{Escape(isin)}";

    public static string MiningCoupons(string isin) => $"{Mining}/{Escape(isin)}/coupons.csv";

    /// <summary>Headers from one height to another, both counted.</summary>
    public static string MiningHeaders(long from, long to) =>
        $"{Mining}/headers/{Invariant(from)}/{Invariant(to)}.csv";

    public static string MiningHeader(long height) => $"{Mining}/headers/{Invariant(height)}.hex";

    /// <summary>One item of the quarantine.</summary>
    public static string Feed(long id) => WithQuery(Feeds, ("id", Invariant(id)));

    public static string Issuer(string code) => $"{Issuers}/{Escape(code)}";

    public static string LedgerBlock(long number) => $"{LedgerBlocks}/{Invariant(number)}";

    public static string Transfer(long id) => $"{Ledger}/transfers/{Invariant(id)}";

    public static string InclusionProof(long id) => $"{Ledger}/transfers/{Invariant(id)}/proof.json";

    public static string LedgerExportFile(long through, string file) =>
        $"{OpenData}/ledger/{Invariant(through)}/{file}.ndjson";

    public static string Consistency(long from) =>
        WithQuery($"{Ledger}/consistency.json", ("from", Invariant(from)));

    public static string SaleFile(string isin) => $"{Bonds}/{Escape(isin)}/sale.json";

    public static string AuctionFile(string isin) => $"{Bonds}/{Escape(isin)}/auction.json";

    public static string Bid(string isin) => $"/bid/{Escape(isin)}";

    public static string MarketOf(string isin) => $"{Market}/{Escape(isin)}";

    /// <summary>A file of a trading day: "trades.csv", "auctions.json" or "orders-2.csv".</summary>
    public static string MarketDayFile(string isin, DateOnly day, string file) =>
        $"{Bonds}/{Escape(isin)}/market/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{file}";

    /// <summary>Server-sent events: the number of the log whenever something has happened.</summary>
    public static string MarketLive(string isin) => $"{MarketOf(isin)}/live";

    public static string Trade(string isin) => $"/trade/{Escape(isin)}";

    public static string Order(string isin) => $"/order/{Escape(isin)}";

    /// <param name="side">"buy" or "sell".</param>
    public static string OrderTo(string isin, string side) => WithQuery(Order(isin), ("side", side));

    public static string OrderReview(string isin) => WithQuery(Order(isin), ("step", "review"));

    /// <summary>What could be lost by the order that was written; asked for once, before the first.</summary>
    public static string OrderLosses(string isin) => WithQuery(Order(isin), ("step", "losses"));

    public static string OrderPlaced(string isin, long sequence) =>
        WithQuery(Order(isin), ("step", Invariant(sequence)));

    public static string Apply(string isin) => $"/apply/{Escape(isin)}";

    public static string FilingPage(long id) => $"{Disclosure}/{Invariant(id)}";

    public static string Filing(long id) => $"{Disclosure}/{Invariant(id)}.json";

    public static string TermsFile(string isin) => $"{Bonds}/{Escape(isin)}/terms.json";

    /// <summary>The ledger's lines that touch one public account.</summary>
    public static string LedgerOf(string pseudonym) => WithQuery(Ledger, ("account", pseudonym));

    /// <param name="language">"ja" or "en".</param>
    /// <param name="back">A local path with its query.</param>
    public static string Language(string language, string back) =>
        WithQuery("/language", ("to", language), ("back", back));

    /// <summary>Adds the given values to a path; null and empty values are left out.</summary>
    public static string WithQuery(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var address = path;
        var separator = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value)) continue;
            address += $"{separator}{Escape(name)}={Escape(value)}";
            separator = '&';
        }
        return address;
    }

    /// <summary>True for a path inside this site: the only thing one is ever sent back to.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);

    private static string Escape(string value) => Uri.EscapeDataString(value);

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);
}
