using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.IndexLinked;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Payments;

/// <summary>What a holding is paid in one run: its coupon, its face value at the end, or what is sold back.</summary>
internal sealed class PaymentAmounts(CashflowSchedule schedule, PaymentRunRow run)
{
    private static readonly Quantity One = Quantity.FromTokens(1);

    // A million holders hold few different quantities.
    private readonly Dictionary<long, long> _known = [];

    public static Money ForOne(CashflowSchedule schedule, PaymentRunRow run) => For(schedule, run, One);

    public long YenFor(long tokens)
    {
        if (_known.TryGetValue(tokens, out var known)) return known;
        return _known[tokens] = For(schedule, run, Quantity.FromTokens(tokens)).MinorUnits;
    }

    /// <remarks>Before its index is fixed, a run of an index-linked bond is reckoned as if the index stood still.
    /// </remarks>
    private static Money For(CashflowSchedule schedule, PaymentRunRow run, Quantity quantity) => run.Kind switch
    {
        PaymentKind.Redemption => schedule.Terms.Denomination * quantity,
        PaymentKind.Buyback => IndexedAmount.BuybackForHolding(
            schedule.Terms.Denomination, quantity, run.IndexFactorPpm ?? IndexFixing.Unit),
        _ when run.IndexFactorPpm is { } factor => IndexedAmount.CouponForHolding(
            schedule.Terms, schedule.Coupons[run.Number - 1], quantity, factor),
        _ => CouponAmount.ForHolding(schedule.Terms, schedule.Coupons[run.Number - 1], quantity),
    };
}
