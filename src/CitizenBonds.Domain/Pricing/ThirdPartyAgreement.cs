namespace CitizenBonds.Domain.Pricing;

/// <summary>
/// How many published third-party cases the models agree with, for people to read. Each number is asserted by the test
/// that compares the cases; a test that finds another number fails.
/// </summary>
public static class ThirdPartyAgreement
{
    /// <summary>Day-count examples of ISDA and ICMA; to 1e-10.</summary>
    public const int DayCountExamples = 141;

    /// <summary>Bonds priced by QuantLib 1.29, seven columns each; to 1e-8.</summary>
    public const int QuantLibBonds = 250;

    /// <summary>Reference bonds of public test suites; each to its own stated tolerance.</summary>
    public const int ReferenceBondCases = 40;

    /// <summary>Values of a spreadsheet's bond functions that were confirmed independently; to 1e-7.</summary>
    public const int SpreadsheetFunctions = 7_866;

    /// <summary>Auction prices published by the United States Treasury, 2008 to 2022; to the sixth decimal.</summary>
    public const int TreasuryAuctions = 1_537;

    /// <summary>Days of Japanese and American par curves, 200 each, that reprice their own inputs; to 1e-9.</summary>
    public const int CurveDays = 400;

    /// <summary>Callable bonds priced by QuantLib; to 0.02 per 100.</summary>
    public const int CallableBonds = 24;

    /// <summary>Call auctions published by exchanges; one more disagrees, and the tests name it.</summary>
    public const int PublishedAuctions = 19;

    /// <summary>Published results of fixed-price sales: one textbook case and Hong Kong 2023.</summary>
    public const int PublishedAllotments = 2;

    /// <summary>Published PureMining coupons; every digit.</summary>
    public const int MiningCoupons = 67;

    /// <summary>Published sums of a period's coupons, two of which hold a halving; every digit.</summary>
    public const int MiningPeriodSums = 411;

    /// <summary>Bitcoin headers whose proof of work, links, targets and median times are confirmed.</summary>
    public const int BitcoinHeaders = 24_198;

    /// <summary>Changes of difficulty reproduced.</summary>
    public const int BitcoinRetargets = 413;

    /// <summary>The published projection of a mining bond's yield.</summary>
    public const int PublishedProjections = 1;

    /// <summary>Months since 2011 of the World Bank's base-metal index; to 0.1 point.</summary>
    public const int BaseMetalMonths = 186;

    /// <summary>Working days of Japan since 2000: days on which the Ministry of Finance published yields.</summary>
    public const int BusinessDays = 6_491;
}
