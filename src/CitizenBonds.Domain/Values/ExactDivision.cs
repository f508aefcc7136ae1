namespace CitizenBonds.Domain.Values;

/// <summary>Integer division with a named rounding; the only place where money is divided.</summary>
public static class ExactDivision
{
    /// <param name="divisor">Above zero.</param>
    /// <param name="rounding">
    /// <see cref="MidpointRounding.ToEven"/>, <see cref="MidpointRounding.ToZero"/>,
    /// <see cref="MidpointRounding.ToNegativeInfinity"/>, <see cref="MidpointRounding.ToPositiveInfinity"/> or
    /// <see cref="MidpointRounding.AwayFromZero"/>.
    /// </param>
    public static Int128 Divide(Int128 dividend, Int128 divisor, MidpointRounding rounding)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(divisor, Int128.Zero);
        var (quotient, remainder) = DivRem(dividend, divisor);
        if (remainder == 0) return quotient;
        var awayFromZero = dividend < 0 ? Int128.NegativeOne : Int128.One;
        var twice = Int128.Abs(remainder) * 2;
        var roundAway = rounding switch
        {
            MidpointRounding.ToZero => false,
            MidpointRounding.ToNegativeInfinity => dividend < 0,
            MidpointRounding.ToPositiveInfinity => dividend > 0,
            MidpointRounding.AwayFromZero => twice >= divisor,
            MidpointRounding.ToEven => twice > divisor || (twice == divisor && Int128.IsOddInteger(quotient)),
            _ => throw new ArgumentOutOfRangeException(nameof(rounding), rounding, null),
        };
        return roundAway ? quotient + awayFromZero : quotient;
    }

    /// <summary>Nearly every amount fits in 64 bits, where dividing takes a fraction of the time.</summary>
    private static (Int128 Quotient, Int128 Remainder) DivRem(Int128 dividend, Int128 divisor)
    {
        if (dividend < long.MinValue + 1 || dividend > long.MaxValue || divisor > long.MaxValue)
            return Int128.DivRem(dividend, divisor);
        var (quotient, remainder) = Math.DivRem((long)dividend, (long)divisor);
        return (quotient, remainder);
    }
}
