using CitizenBonds.Domain.Bonds;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary>
/// Turns the current row of a price file into remaining payments and a yield, or says what is wrong with it.
/// </summary>
internal sealed class PriceCaseReader(CsvReader csv)
{
    private readonly int _id = csv.Column("id");
    private readonly int _issue = csv.Column("issue");
    private readonly int _settlement = csv.Column("settlement");
    private readonly int _maturity = csv.Column("maturity");
    private readonly int _couponRate = csv.Column("coupon_rate");
    private readonly int _frequency = csv.Column("frequency");
    private readonly int _dayCount = csv.Column("day_count");
    private readonly int _yield = csv.Column("yield");
    private readonly Dictionary<string, DayCount>.AlternateLookup<ReadOnlySpan<char>> _dayCounts =
        new Dictionary<string, DayCount>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Valid until the next row.</summary>
    public ReadOnlySpan<char> Id => csv[_id];

    public (RemainingCashflows Cashflows, double Yield) Current(YieldConvention convention)
    {
        var frequency = csv.WholeNumber(_frequency);
        if (frequency is < 0 or > 12 || !CouponFrequency.IsLegal((int)frequency))
            throw csv.Error(_frequency, $"{frequency} is not 0, 1, 2, 4 or 12");
        var bond = new PricedBond(
            csv.Date(_issue),
            csv.Date(_maturity),
            csv.Number(_couponRate),
            CouponFrequency.FromPaymentsPerYear((int)frequency),
            ReadDayCount());
        var settlement = csv.Date(_settlement);
        if (bond.FindRefusal(settlement) is { } refusal) throw csv.Error(ColumnOf(refusal), refusal.ToString());
        var cashflows = RemainingCashflows.From(bond, settlement, convention);
        var yield = csv.Number(_yield);
        if (BondYield.FindRefusal(cashflows, yield) is { } noPrice) throw csv.Error(_yield, noPrice.ToString());
        return (cashflows, yield);
    }

    private DayCount ReadDayCount()
    {
        var name = csv[_dayCount];
        if (_dayCounts.TryGetValue(name, out var known)) return known;
        return _dayCounts[name] = DayCount.FromName(name.ToString())
            ?? throw csv.Error(_dayCount, $"unknown; known: {string.Join(", ", DayCount.All)}");
    }

    private int ColumnOf(PricingRefusal refusal) => refusal switch
    {
        PricingRefusal.SettlementBeforeIssue or PricingRefusal.SettlementNotBeforeMaturity => _settlement,
        PricingRefusal.DateOutOfRange or PricingRefusal.MaturityNotAfterIssue or PricingRefusal.TermTooLong =>
            _maturity,
        _ => _couponRate,
    };
}
