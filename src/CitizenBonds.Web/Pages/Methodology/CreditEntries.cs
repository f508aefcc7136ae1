using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Methodology;

internal static class CreditEntries
{
    private static readonly FiscalIndicators Town = new()
    {
        Kind = IssuerKind.Municipality,
        FiscalYear = 2023,
        RealDebtServiceRatio = 12.3m,
        FutureBurdenRatio = 80m,
        RealDeficitRatio = 0m,
        ConsolidatedDeficitRatio = 0m,
        FiscalCapabilityIndex = 0.6m,
        StandardFiscalScale = Money.FromYen(5_000_000_000),
    };

    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("tier", "tier = worst tier of all lines with value ≥ line", TierExample),
        new("limit", "limit = scale × share of the tier (rounds down)", LimitExample),
        new("credit-gap", "spread(tier, tenor): straight line between the published tenors", GapExample),
    ];

    private static object[] TierExample(CreditPolicy policy) =>
        [policy.Assess(Town).TierOrNull!.Value]; // All figures given.

    private static object[] LimitExample(CreditPolicy policy)
    {
        var terms = policy.TermsOf(CreditTier.B);
        var limit = IssuanceLimit.For(terms, Money.FromYen(5_000_000_000));
        return [Formats.Exact(limit.OutstandingMax), Formats.Exact(limit.NewPerYearMax)];
    }

    private static object[] GapExample(CreditPolicy policy) =>
        [.. Enum.GetValues<CreditTier>().Take(3)
            .Select(tier => Formats.Percent(policy.TermsOf(tier).Spread.At(60)))];
}
