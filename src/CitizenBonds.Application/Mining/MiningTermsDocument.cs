using System.Text.Json;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Mining;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Mining;

namespace CitizenBonds.Application.Mining;

/// <summary>
/// The terms of a series of PureMining bonds as they are promised: canonical JSON whose SHA-256 is the terms hash.
/// </summary>
public static class MiningTermsDocument
{
    public const int FormatVersion = 1;

    public static byte[] Canonical(
        IssueRow issue, PureMiningSeriesRow series, IssuerRow issuer, PurposeRow purpose, Hash256 drawCommitment)
    {
        var document = new
        {
            format = FormatVersion,
            product = issue.Product.ToString(),
            isin = issue.Isin,
            cfi = issue.Cfi,
            issuer = new { code = issuer.Code, nameJa = issuer.NameJa, nameEn = issuer.NameEn },
            purpose = new { id = purpose.Id, nameJa = purpose.NameJa, nameEn = purpose.NameEn },
            titleJa = issue.TitleJa,
            titleEn = issue.TitleEn,
            sizeTokens = issue.SizeTokens,
            bondsPerToken = series.BondsPerToken,
            priceYen = issue.PriceYen,
            minimumTokens = issue.MinimumTokens,
            multipleTokens = issue.MultipleTokens,
            saleOpensAt = IssueTermsDocument.Moment(issue.SaleOpensAt),
            saleClosesAt = IssueTermsDocument.Moment(issue.SaleClosesAt),
            settlesAt = IssueTermsDocument.Moment(issue.SettlesAt),
            coupon = new
            {
                currency = "BTC",
                formula = "T * B * 10^6 / (D * 2^32) BTC per bond",
                t = "seconds between the header times of this key block and the one before",
                b = "block subsidy at the key block, without fees",
                d = "difficulty of the key block",
                keyBlock = $"height + 1 is a multiple of {KeyBlock.IntervalBlocks}",
                confirmations = KeyBlock.ConfirmationsMin,
                first = "the first whole interval after settlement",
                holders = "at the header time of the key block",
                rounding = "whole satoshi, rounded down; the exact rest is carried by each holder to the next coupon",
                deepReorganisation = "coupons are suspended; what was paid stays paid, and nothing is paid twice",
            },
            call = new
            {
                price = "1.2 times the highest trade of the 744 hours before the announcement",
                cancelHours = (int)CallTerms.CancelPeriod.TotalHours,
                then = "a bid for everything outstanding; no coupon for a key block after that moment",
                end = "what was not offered is paid at the call price",
            },
            term = "perpetual; no repayment",
            end = "worthless when SHA-256 no longer mines Bitcoin",
            drawCommitment = drawCommitment.ToString(),
        };
        return TermsHash.Canonical(JsonSerializer.SerializeToUtf8Bytes(document));
    }
}
