using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Values;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>index-linked</c>: every coupon of an index-linked bond again, from its prices.</summary>
internal static class IndexLinkedCommand
{
    public static VerifierCommand Definition { get; } = new(
        "index-linked",
        "reckon every payment of an index-linked bond again",
        """
        In:  {"denomination","coupon_ppm","payments_per_year","day_count","issue_date","schedule_years","share_ppm",
        "age_days_max","metals":[{"code","weight","base_price","base_day"}],"payments":[{"kind","number","record_date",
        "quotes":[{"code","day","price"}]}]}, as the portal publishes it beside the bond.
        kind is Coupon or Buyback; prices are texts, so that no digit is lost. A price after the record date, or older
        than age_days_max on it, is bad input: it must not have fixed anything.
        Out: kind,number,ratio_ppm,factor_ppm,yen_per_token. Where a payment names published_ratio_ppm,
        published_factor_ppm or published_yen_per_token, they must be the ones found: otherwise exit code 1.
        """,
        "citizenbonds-verify index-linked --in index.json --out recomputed.csv",
        ["in", "out"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        var document = BoundedText.ReadJson<IndexLinkedDocument>(context.OpenInput(), VerifierJson.Options);
        var (terms, index) = (document.ToTerms(), document.ToIndex());
        var coupons = CashflowSchedule.Resolve(terms).Coupons;
        using var csv = context.CreateCsv("kind", "number", "ratio_ppm", "factor_ppm", "yen_per_token");
        string? difference = null;
        try
        {
            for (var i = 0; i < document.Payments.Count; i++)
            {
                var payment = document.Payments[i] ?? throw new BadInputException($"payments[{i}] is null");
                var (fixing, yen) = Reckon(payment, i, terms, index, coupons);
                csv.Field(payment.Kind).Field(payment.Number).Field(fixing.RatioPerMillion)
                    .Field(fixing.FactorPerMillion).Field(yen.MinorUnits).EndRow();
                difference ??= FindDifference(payment, fixing, yen);
            }
        }
        catch (OverflowException)
        {
            throw new BadInputException("amounts are too large to be reckoned");
        }

        return difference is null
            ? CommandResult.Done($"{document.Payments.Count} payments reckoned again")
            : CommandResult.Disagrees(difference);
    }

    private static (IndexFixing Fixing, Money Yen) Reckon(
        IndexLinkedDocument.PaymentEntry payment, int at, BondTerms terms, IndexTerms index,
        IReadOnlyList<CouponPeriod> coupons)
    {
        if (payment.Quotes.Any(quote => quote is null)) throw new BadInputException($"payments[{at}]: a quote is null");
        var (fixing, gap) = IndexFixing.On(payment.RecordDate, index, IndexLinkedDocument.ToQuotes(payment, at));
        if (fixing is null)
            throw new BadInputException($"payments[{at}]: no usable price of {VerifierJson.Shorten(gap!.Code)}");
        var one = Quantity.FromTokens(1);
        return payment.Kind switch
        {
            nameof(PaymentKind.Buyback) =>
                (fixing, IndexedAmount.BuybackForHolding(terms.Denomination, one, fixing.FactorPerMillion)),
            nameof(PaymentKind.Coupon) when payment.Number >= 1 && payment.Number <= coupons.Count =>
                (fixing, IndexedAmount.CouponForHolding(
                    terms, coupons[payment.Number - 1], one, fixing.FactorPerMillion)),
            _ => throw new BadInputException($"payments[{at}]: Buyback, or Coupon with its number, expected"),
        };
    }

    private static string? FindDifference(IndexLinkedDocument.PaymentEntry payment, IndexFixing fixing, Money yen)
    {
        (string Name, long? Published, long Found)[] figures =
        [
            ("ratio", payment.PublishedRatioPpm, fixing.RatioPerMillion),
            ("factor", payment.PublishedFactorPpm, fixing.FactorPerMillion),
            ("yen per token", payment.PublishedYenPerToken, yen.MinorUnits),
        ];
        foreach (var (name, published, found) in figures)
        {
            if (published is { } said && said != found)
                return $"{payment.Kind} {payment.Number}: published {name} {said}, recomputed {found}";
        }

        return null;
    }
}
