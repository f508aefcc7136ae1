using System.Numerics;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Mining;

/// <summary>What one account receives of one coupon, and what it keeps for the next.</summary>
/// <param name="Paid">Whole satoshi, rounded down.</param>
/// <param name="Carried">Exact rest, at least 0 and under one satoshi; it belongs to the account, not to the
/// bonds.</param>
public sealed record CouponEntitlement(Money Paid, ExactFraction Carried)
{
    /// <summary>
    /// Adds the exact coupon of a holding to what the account carried and pays the whole satoshi of the sum, so that
    /// over any number of coupons nothing is lost and nothing is paid twice.
    /// </summary>
    /// <exception cref="OverflowException">The payment is over the range of <see cref="Money"/>.</exception>
    public static CouponEntitlement Settle(ExactFraction carried, Quantity holding, ExactFraction satoshiPerBond)
    {
        if (carried >= ExactFraction.Of(BigInteger.One, BigInteger.One))
            throw new ArgumentOutOfRangeException(nameof(carried), carried, "a whole satoshi is paid, never carried");
        var due = carried + (satoshiPerBond * holding.Tokens);
        return new(Money.FromSatoshi((long)due.Floor), due.FractionalPart());
    }
}
