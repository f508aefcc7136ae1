using System.Globalization;
using System.Text.Json;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.IndexLinked;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.IndexLinked;

/// <summary>
/// The terms of an index-linked perpetual bond as they are promised: canonical JSON whose SHA-256 is the terms hash.
/// </summary>
public static class IndexTermsDocument
{
    public const int FormatVersion = 1;

    public static byte[] Canonical(
        IssueRow issue, IndexSeriesRow series, IssuerRow issuer, PurposeRow purpose, Hash256 drawCommitment)
    {
        var terms = IndexFixings.TermsOf(series);
        var document = new
        {
            format = FormatVersion,
            product = issue.Product.ToString(),
            isin = issue.Isin,
            cfi = issue.Cfi,
            issuer = new { code = issuer.Code, nameJa = issuer.NameJa, nameEn = issuer.NameEn },
            purpose = new
            {
                id = purpose.Id, nameJa = purpose.NameJa, nameEn = purpose.NameEn, fiscalYear = purpose.FiscalYear,
            },
            titleJa = issue.TitleJa, titleEn = issue.TitleEn,
            currency = "JPY",
            denominationYen = issue.DenominationYen,
            sizeTokens = issue.SizeTokens,
            saleMethod = issue.SaleMethod.ToString(),
            priceYen = issue.PriceYen,
            reservePriceYen = issue.ReservePriceYen,
            retailReservePpm = issue.RetailReservePpm,
            minimumTokens = issue.MinimumTokens,
            multipleTokens = issue.MultipleTokens,
            saleOpensAt = IssueTermsDocument.Moment(issue.SaleOpensAt),
            saleClosesAt = IssueTermsDocument.Moment(issue.SaleClosesAt),
            settlesAt = IssueTermsDocument.Moment(issue.SettlesAt),
            issueDate = issue.IssueDate,
            index = new
            {
                basket = terms.Basket.ToString(),
                metals = terms.Metals.Select(metal => new
                {
                    code = metal.Code,
                    weight = metal.Weight,
                    basePrice = metal.BasePrice.ToString(CultureInfo.InvariantCulture),
                    baseDay = metal.BaseDay,
                }),
                formula = "I/I0 = sum(w * P / P0) / sum(w), rounded half to even to a millionth",
                prices = "each metal's last price at or before the record date that passed every check of the feeds",
                ageDaysMax = terms.AgeDaysMax,
                missing = "nothing is paid until there is a price; then everything is paid to those of the record date",
            },
            sharePpm = terms.SharePerMillion,
            coupon = new
            {
                couponPpm = issue.CouponPpm,
                paymentsPerYear = issue.PaymentsPerYear,
                dayCount = issue.DayCount,
                convention = issue.Convention.ToString(),
                calendar = issue.Calendar,
                recordDaysBefore = issue.RecordDaysBefore,
                formula = "face * rate * years * (1 + share * (I/I0 - 1))",
                rounding = "whole yen on the whole holding, half to even",
                accrued = "interest in trades is reckoned without the index; what the index adds is in the price",
            },
            buyback = new
            {
                on = issue.IssueDate.AddYears(IndexTerms.BuybackYears),
                noticeDays = IndexTerms.BuybackNoticeDays,
                price = "face * (1 + share * (I/I0 - 1)) at the record date",
                rounding = "whole yen on the whole holding, half to even",
                by = "each holder, for any part of the holding, until the end of the record date; once and for good",
            },
            term = "perpetual; no repayment but by the buyback",
            drawCommitment = drawCommitment.ToString(),
        };
        return TermsHash.Canonical(JsonSerializer.SerializeToUtf8Bytes(document));
    }
}
