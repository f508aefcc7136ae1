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
        var (quotient, remainder) = Int128.DivRem(dividend, divisor);
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
}
