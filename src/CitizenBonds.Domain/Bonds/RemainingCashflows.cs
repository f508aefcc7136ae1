namespace CitizenBonds.Domain.Bonds;

/// <summary>
/// What a buyer who settles on a date still receives, per 100 of face value, and how a yield discounts it. Built once,
/// priced many times.
/// </summary>
public sealed class RemainingCashflows
{
    private readonly double[] _amounts;
    private readonly double[] _periods;
    private readonly ReferencePeriod _first;
    private readonly double _redemption;
    private readonly DiscountRule _rule;

    internal RemainingCashflows(
        DateOnly settlement,
        ReferencePeriod first,
        double[] amounts,
        double[] periods,
        double accrued,
        double redemption,
        DiscountRule rule)
    {
        Settlement = settlement;
        _redemption = redemption;
        _amounts = amounts;
        _periods = periods;
        _first = first;
        _rule = rule;
        Accrued = accrued;
        CompoundingsPerYear = first.Cycle.Frequency.PaymentsPerYear;
        IsEven = AreEven(periods);
        Coupon = amounts.Length > 1 ? amounts[^2] : 0;
        HasEqualCoupons = AreEqual(amounts.AsSpan(1..), Coupon);
        Wait = periods[0];
        LastPeriod = periods[^1];
        FirstExtra = amounts.Length > 1 ? amounts[0] - Coupon : 0;
        LastExtra = amounts[^1] - Coupon;
        Count = amounts.Length;
    }

    /// <summary>When the buyer pays and from when payments are the buyer's.</summary>
    public DateOnly Settlement { get; }

    /// <summary>Interest the seller has earned, per 100 of face value.</summary>
    public double Accrued { get; }

    /// <summary>Coupons a year; 1 for a bond without coupons.</summary>
    public int CompoundingsPerYear { get; }

    public int Count { get; }

    /// <summary>Per 100 of face value, in order of date; the last includes the redemption.</summary>
    public ReadOnlySpan<double> Amounts => _amounts;

    /// <summary>Coupon periods from settlement to each payment, fractions included.</summary>
    public ReadOnlySpan<double> Periods => _periods;

    public DateOnly LastDate => DateOf(Count - 1);

    // What the closed form needs is kept beside each other: the payments themselves lie elsewhere in memory.
    internal double Coupon { get; }

    /// <summary>The first payment less a coupon; zero when it is the only one.</summary>
    internal double FirstExtra { get; }

    /// <summary>The last payment less a coupon; all of it when it is the only one.</summary>
    internal double LastExtra { get; }

    /// <summary>Periods to the first payment.</summary>
    internal double Wait { get; }

    /// <summary>Periods to the last payment.</summary>
    internal double LastPeriod { get; }

    /// <summary>Payments lie exactly one period apart.</summary>
    internal bool IsEven { get; }

    /// <summary>All payments but the first are alike, the last with the redemption added.</summary>
    internal bool HasEqualCoupons { get; }

    /// <summary>Whole periods compound; the broken one earns simple interest.</summary>
    internal bool IsSimpleInBrokenPeriod => _rule != DiscountRule.Compound;

    /// <summary>One payment is left and earns simple interest.</summary>
    internal bool IsSimple => _rule == DiscountRule.SimpleLastPeriod;

    /// <exception cref="ArgumentException">The bond has a <see cref="PricingRefusal"/> on this date.</exception>
    public static RemainingCashflows From(PricedBond bond, DateOnly settlement, YieldConvention convention)
    {
        if (bond.FindRefusal(settlement) is { } refusal)
            throw new ArgumentException($"This bond has no price on {settlement:O}: {refusal}.", nameof(bond));
        return convention == YieldConvention.DayCountTime
            ? DayCountTimeCashflows.Build(bond, settlement)
            : StreetCashflows.Build(bond, settlement, convention);
    }

    public static RemainingCashflows From(BondTerms terms, DateOnly settlement, YieldConvention convention) =>
        From(PricedBond.FromTerms(terms), settlement, convention);

    /// <summary>Unadjusted date of a payment.</summary>
    /// <param name="payment">From 0.</param>
    public DateOnly DateOf(int payment) => _first.Cycle.Shift(_first.End, payment);

    /// <summary>
    /// The same payments for a buyer who comes after the record date: the next coupon stays with the seller, who in
    /// turn owes the buyer the interest of the days left (accrued is negative).
    /// </summary>
    public RemainingCashflows WithoutNextCoupon()
    {
        var amounts = (double[])_amounts.Clone();
        var next = amounts[0] - (amounts.Length == 1 ? _redemption : 0);
        amounts[0] -= next;
        return new(Settlement, _first, amounts, _periods, Accrued - next, _redemption, _rule);
    }

    /// <param name="rate">Per period, above -1.</param>
    internal CashflowMoments MomentsAt(double rate) => MomentsAt(rate, Math.Log(1 + rate));

    /// <param name="logFactor">The logarithm of 1 + rate, for callers who have it.</param>
    internal CashflowMoments MomentsAt(double rate, double logFactor) => _rule switch
    {
        DiscountRule.SimpleLastPeriod => SimpleMoments(rate),
        DiscountRule.SimpleBrokenPeriod => BrokenMoments(rate, logFactor),
        _ => CompoundMoments(rate, logFactor),
    };

    /// <summary>
    /// Per period; not finite when the broken period has no length, for then every rate gives the same price.
    /// </summary>
    internal double SimpleRateFromDirty(double dirtyPrice) => (LastExtra / dirtyPrice - 1) / Wait;

    private static bool AreEven(double[] periods)
    {
        for (var i = 1; i < periods.Length; i++)
            if (Math.Abs(periods[i] - periods[0] - i) > 1e-12) return false;
        return true;
    }

    private static bool AreEqual(ReadOnlySpan<double> afterFirst, double coupon)
    {
        if (afterFirst.IsEmpty) return true;
        foreach (var amount in afterFirst[..^1])
            if (amount != coupon) return false;
        return true;
    }

    private CashflowMoments SimpleMoments(double rate)
    {
        var discount = 1 / (1 + Wait * rate);
        var price = LastExtra * discount;
        var step = Wait * discount;
        return new(price, Wait * price, -step * price, 2 * step * step * price);
    }

    private CashflowMoments CompoundMoments(double rate, double logFactor)
    {
        var discount = 1 / (1 + rate);
        if (!IsEven) return UnevenMoments(discount, logFactor);
        var wait = Wait;
        var (sum, weighted, squared) = EvenSums(rate, discount, logFactor);
        var scale = Math.Exp(-wait * logFactor);
        return CashflowMoments.Compounded(
            scale * sum,
            scale * (wait * sum + weighted),
            scale * (wait * wait * sum + 2 * wait * weighted + squared),
            discount);
    }

    private CashflowMoments BrokenMoments(double rate, double logFactor)
    {
        var discount = 1 / (1 + rate);
        var wait = Wait;
        var (sum, weighted, squared) = EvenSums(rate, discount, logFactor);
        var whole = CashflowMoments.Compounded(sum, weighted, squared, discount);
        var simple = 1 / (1 + wait * rate);
        var slope = -wait * simple * simple;
        return new(
            sum * simple,
            (wait * sum + weighted) * simple,
            whole.Slope * simple + sum * slope,
            whole.Curvature * simple + 2 * whole.Slope * slope - 2 * sum * slope * wait * simple);
    }

    /// <summary>Payments times v^k, k counted from the first payment; times k; times k².</summary>
    private (double Sum, double Weighted, double Squared) EvenSums(
        double rate, double discount, double logFactor)
    {
        if (!HasEqualCoupons) return SumTermByTerm(discount);
        var sums = PowerSums.Of(Count, rate, discount, logFactor);
        double last = Count - 1;
        var redemption = LastExtra * sums.LastPower;
        return (
            Coupon * sums.Plain + FirstExtra + redemption,
            Coupon * sums.Weighted + last * redemption,
            Coupon * sums.Squared + last * last * redemption);
    }

    private (double Sum, double Weighted, double Squared) SumTermByTerm(double discount)
    {
        double sum = 0, weighted = 0, squared = 0, power = 1;
        for (var k = 0; k < _amounts.Length; k++)
        {
            var value = _amounts[k] * power;
            sum += value;
            weighted += k * value;
            squared += (double)k * k * value;
            power *= discount;
        }

        return (sum, weighted, squared);
    }

    /// <summary>
    /// Each power from the one before: payments lie nearly one period apart, so only the small rest needs an
    /// exponential, and that one is a short series.
    /// </summary>
    private CashflowMoments UnevenMoments(double discount, double logFactor)
    {
        double sum = 0, weighted = 0, squared = 0, before = _periods[0];
        var power = Math.Exp(-before * logFactor);
        for (var k = 0; k < _amounts.Length; k++)
        {
            var periods = _periods[k];
            if (k > 0) power *= discount * NearOne.Exp((1 - (periods - before)) * logFactor);
            var value = _amounts[k] * power;
            sum += value;
            weighted += periods * value;
            squared += periods * periods * value;
            before = periods;
        }

        return CashflowMoments.Compounded(sum, weighted, squared, discount);
    }
}
