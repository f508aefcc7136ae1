using CitizenBonds.Data.Payments;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Payments;

/// <summary>What a holding is paid in one run: its coupon, or its face value at the end.</summary>
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

    private static Money For(CashflowSchedule schedule, PaymentRunRow run, Quantity quantity) =>
        run.Kind == PaymentKind.Redemption
            ? schedule.Terms.Denomination * quantity
            : CouponAmount.ForHolding(schedule.Terms, schedule.Coupons[run.Number - 1], quantity);
}
