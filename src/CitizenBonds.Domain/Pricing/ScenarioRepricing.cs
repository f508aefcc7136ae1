using System.Runtime.Intrinsics;
using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Domain.Pricing;

/// <summary>
/// One bond at many yields, eight at a time: dirty prices per 100 of face value, in <c>double</c>. Agrees with
/// <see cref="BondYield"/> to about twelve digits.
/// </summary>
public static class ScenarioRepricing
{
    /// <summary>
    /// Below this, count times rate, the sum of powers is taken from its series: the closed form is 0 / 0.
    /// </summary>
    private const double SeriesBelow = 1e-3;

    /// <param name="shifts">Added to the yield, a fraction a year.</param>
    /// <param name="prices">
    /// As long as the shifts. Not a number where a shifted yield is -100 % a period or lower.
    /// </param>
    public static void DirtyFromShifts(
        RemainingCashflows cashflows, double yield, ReadOnlySpan<double> shifts, Span<double> prices)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(prices.Length, shifts.Length);
        var kernel = new Kernel(cashflows, yield);
        var lanes = Vector512<double>.Count;
        var whole = shifts.Length - shifts.Length % lanes;
        if (cashflows is { IsEven: true, HasEqualCoupons: true })
            for (var s = 0; s < whole; s += lanes)
                kernel.EvenPrices(Vector512.Create(shifts[s..])).CopyTo(prices[s..]);
        else
            for (var s = 0; s < whole; s += lanes)
                kernel.UnevenPrices(Vector512.Create(shifts[s..])).CopyTo(prices[s..]);
        if (whole == shifts.Length) return;
        Span<double> rest = stackalloc double[lanes];
        rest.Clear();
        shifts[whole..].CopyTo(rest);
        Span<double> last = stackalloc double[lanes];
        (cashflows is { IsEven: true, HasEqualCoupons: true }
            ? kernel.EvenPrices(Vector512.Create<double>(rest))
            : kernel.UnevenPrices(Vector512.Create<double>(rest))).CopyTo(last);
        last[..(shifts.Length - whole)].CopyTo(prices[whole..]);
    }

    /// <summary>What is the same in every scenario, spread over the lanes once.</summary>
    private readonly ref struct Kernel
    {
        private readonly ReadOnlySpan<double> _amounts;
        private readonly ReadOnlySpan<double> _periods;
        private readonly bool _isSimple;
        private readonly double _perPeriod;
        private readonly double _rate;
        private readonly double _wait;
        private readonly double _count;
        private readonly double _coupon;
        private readonly double _firstExtra;
        private readonly double _lastExtra;

        public Kernel(RemainingCashflows cashflows, double yield)
        {
            _amounts = cashflows.Amounts;
            _periods = cashflows.Periods;
            _isSimple = cashflows.IsSimpleInBrokenPeriod;
            _perPeriod = 1d / cashflows.CompoundingsPerYear;
            _rate = yield * _perPeriod;
            _wait = cashflows.Wait;
            _count = cashflows.Count;
            _coupon = cashflows.Coupon;
            _firstExtra = cashflows.FirstExtra;
            _lastExtra = cashflows.LastExtra;
        }

        public Vector512<double> EvenPrices(Vector512<double> shifts)
        {
            var rate = shifts * _perPeriod + Vector512.Create(_rate);
            var factor = Vector512<double>.One + rate;
            var log = Vector512.Log(factor);
            var power = Vector512.Exp(log * -_count);
            var powers = (factor - power * factor) / rate;
            var small = Vector512.LessThan(Vector512.Abs(rate * _count), Vector512.Create(SeriesBelow));
            if (Vector512.LessThanAny(Vector512.Abs(rate * _count), Vector512.Create(SeriesBelow)))
                powers = Vector512.ConditionalSelect(small, Series(rate), powers);
            var sum = powers * _coupon + power * factor * _lastExtra + Vector512.Create(_firstExtra);
            return sum * Head(rate, log);
        }

        public Vector512<double> UnevenPrices(Vector512<double> shifts)
        {
            var rate = shifts * _perPeriod + Vector512.Create(_rate);
            var log = Vector512.Log(Vector512<double>.One + rate);
            var sum = Vector512<double>.Zero;
            for (var k = 0; k < _amounts.Length; k++)
                sum += Vector512.Exp(log * (_wait - _periods[k])) * _amounts[k];
            return sum * Head(rate, log);
        }

        /// <summary>From settlement to the first payment.</summary>
        private Vector512<double> Head(Vector512<double> rate, Vector512<double> log) => _isSimple
            ? Vector512<double>.One / (Vector512<double>.One + rate * _wait)
            : Vector512.Exp(log * -_wait);

        /// <summary>1 + v + ... + v^(n-1) for rates near zero, to the third power of the rate.</summary>
        private Vector512<double> Series(Vector512<double> rate)
        {
            var second = _count * (_count - 1) / 2;
            var third = second * (_count + 1) / 3;
            var fourth = third * (_count + 2) / 4;
            return Vector512.Create(_count) - rate * (Vector512.Create(second) - rate
                * (Vector512.Create(third) - rate * fourth));
        }
    }
}
