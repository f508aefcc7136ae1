using System.Globalization;
using System.Text.Json;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;

namespace CitizenBonds.Application.Offerings;

/// <summary>
/// The terms as they are promised: canonical JSON, whole numbers only, dates and moments as text. Its SHA-256 is the
/// issue's terms hash; nothing in it changes afterwards.
/// </summary>
public static class IssueTermsDocument
{
    public const int FormatVersion = 1;
    private const string FixedRateMunicipal = "DNFUFR";
    private const string ZeroCouponMunicipal = "DNZUFR";
    private const string ZeroCouponTreasury = "DBZTFR";
    private const string VariablePerpetualCallable = "DBVUQR";
    private const string VariablePerpetualPuttable = "DBVTRR";

    /// <summary>
    /// Classification of financial instruments (ISO 10962): municipal, unsecured, fixed maturity, registered; of the
    /// nation a bond guaranteed by the state; of variable rate, perpetual with call, what is paid by mining; with put,
    /// what follows an index.
    /// </summary>
    public static string CfiOf(IssueRow issue, IssuerKind issuer)
    {
        if (issue.Product == BondProduct.PureMining) return VariablePerpetualCallable;
        if (issue.Product == BondProduct.IndexLinked) return VariablePerpetualPuttable;
        if (issuer == IssuerKind.NationalGovernment) return ZeroCouponTreasury;
        return issue.PaymentsPerYear == 0 ? ZeroCouponMunicipal : FixedRateMunicipal;
    }

    public static byte[] Canonical(IssueRow issue, IssuerRow issuer, PurposeRow purpose, Hash256 drawCommitment)
    {
        var document = new
        {
            format = FormatVersion,
            isin = issue.Isin,
            cfi = issue.Cfi,
            issuer = new { code = issuer.Code, nameJa = issuer.NameJa, nameEn = issuer.NameEn },
            purpose = new
            {
                id = purpose.Id,
                kind = purpose.Kind.ToString(),
                nameJa = purpose.NameJa,
                nameEn = purpose.NameEn,
                fiscalYear = purpose.FiscalYear,
            },
            titleJa = issue.TitleJa,
            titleEn = issue.TitleEn,
            currency = "JPY",
            denominationYen = issue.DenominationYen,
            sizeTokens = issue.SizeTokens,
            saleMethod = issue.SaleMethod.ToString(),
            priceYen = issue.PriceYen,
            reservePriceYen = issue.ReservePriceYen,
            retailReservePpm = issue.RetailReservePpm,
            couponPpm = issue.CouponPpm,
            paymentsPerYear = issue.PaymentsPerYear,
            dayCount = issue.DayCount,
            convention = issue.Convention.ToString(),
            calendar = issue.Calendar,
            recordDaysBefore = issue.RecordDaysBefore,
            issueDate = issue.IssueDate,
            maturityDate = issue.MaturityDate,
            minimumTokens = issue.MinimumTokens,
            multipleTokens = issue.MultipleTokens,
            saleOpensAt = Moment(issue.SaleOpensAt),
            saleClosesAt = Moment(issue.SaleClosesAt),
            settlesAt = Moment(issue.SettlesAt),
            residentsFirst = issue.ResidentsFirst,
            crowdMinimumTokens = issue.CrowdMinimumTokens,
            tier = issue.Tier.ToString(),
            policyVersion = issue.PolicyVersion,
            drawCommitment = drawCommitment.ToString(),
        };
        return TermsHash.Canonical(JsonSerializer.SerializeToUtf8Bytes(document));
    }

    internal static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
