using CitizenBonds.Application.Offerings;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Data.Custody;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Custody;

namespace CitizenBonds.Chain.Custody;

/// <summary>The terms of a series as its contract's constructor takes them.</summary>
internal static class SeriesTerms
{
    private const int Sha256Bytes = 32;

    /// <param name="runs">All payments of the issue.</param>
    /// <param name="currency">The contract coupons and principal are paid in.</param>
    public static object[] Of(
        IssueRow issue, ChainSeriesRow series, IReadOnlyCollection<PaymentRunRow> runs, string currency)
    {
        var terms = IssueTerms.BondOf(issue);
        var coupons = TokenCoupons.Of(CashflowSchedule.Resolve(terms), series.FirstCoupon - 1)
            ?? throw new InvalidOperationException($"The coupons of issue {issue.Id} fit no contract.");
        var records = RecordsOf(series, runs);
        var due = runs.Single(run => run.Kind == PaymentKind.Redemption).DueAt.ToUnixTimeSeconds();
        return
        [
            $"CitizenBonds {issue.Isin}",
            issue.Isin!, // Announced issues have one.
            issue.Isin!,
            currency,
            issue.DenominationYen,
            issue.SizeTokens,
            issue.CouponPpm,
            (long)issue.PaymentsPerYear,
            new DateTimeOffset(issue.IssueDate, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds(),
            Math.Max(due, records.Count == 0 ? 0 : records[^1] + 1),
            coupons.First,
            coupons.Regular,
            coupons.Last,
            coupons.Fractions,
            records.Select(second => (object)second).ToArray(),
            HashOf(issue),
        ];
    }

    public static byte[] HashOf(IssueRow issue) => issue.TermsHash ?? new byte[Sha256Bytes];

    public static byte[] RoleOf(string name) => Keccak256.Hash(System.Text.Encoding.ASCII.GetBytes(name));

    private static List<long> RecordsOf(ChainSeriesRow series, IReadOnlyCollection<PaymentRunRow> runs) =>
    [
        .. runs.Where(run => run.Kind == PaymentKind.Coupon && run.Number >= series.FirstCoupon)
            .OrderBy(run => run.Number).Select(run => run.RecordAt.ToUnixTimeSeconds()),
    ];
}
