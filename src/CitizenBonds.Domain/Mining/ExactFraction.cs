using System.Globalization;
using System.Numerics;

namespace CitizenBonds.Domain.Mining;

/// <summary>An exact non-negative rational number, always reduced: what coupons are until they are paid.</summary>
public sealed record ExactFraction : IComparable<ExactFraction>
{
    private ExactFraction(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    public BigInteger Numerator { get; }

    /// <summary>Above zero.</summary>
    public BigInteger Denominator { get; }

    public static ExactFraction Zero { get; } = new(BigInteger.Zero, BigInteger.One);

    /// <summary>The whole part: rounds down.</summary>
    public BigInteger Floor => BigInteger.Divide(Numerator, Denominator);

    /// <summary>For analytics and charts only.</summary>
    public double Approximate => Math.Exp(BigInteger.Log(Numerator) - BigInteger.Log(Denominator));

    /// <param name="numerator">Zero or more.</param>
    /// <param name="denominator">Above zero.</param>
    public static ExactFraction Of(BigInteger numerator, BigInteger denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return new(numerator / common, denominator / common);
    }

    public static ExactFraction operator +(ExactFraction left, ExactFraction right) =>
        Of(
            (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
            left.Denominator * right.Denominator);

    public static ExactFraction operator *(ExactFraction left, long right) =>
        Of(left.Numerator * right, left.Denominator);

    public static ExactFraction operator /(ExactFraction left, long right) =>
        Of(left.Numerator, left.Denominator * right);

    public static bool operator <(ExactFraction left, ExactFraction right) => left.CompareTo(right) < 0;

    public static bool operator >(ExactFraction left, ExactFraction right) => left.CompareTo(right) > 0;

    public static bool operator <=(ExactFraction left, ExactFraction right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ExactFraction left, ExactFraction right) => left.CompareTo(right) >= 0;

    /// <summary>What is left of this after its whole part: at least 0, under 1.</summary>
    public ExactFraction FractionalPart() => Of(BigInteger.Remainder(Numerator, Denominator), Denominator);

    public int CompareTo(ExactFraction? other) =>
        other is null ? 1 : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>
    /// Plain decimal digits without exponent, rounded half to even to so many significant digits, trailing zeros
    /// dropped.
    /// </summary>
    /// <param name="significantDigits">1 to 100, ends included.</param>
    public string ToDecimal(int significantDigits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(significantDigits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(significantDigits, 100);
        if (Numerator.IsZero) return "0";
        var places = significantDigits - LeadingPower();
        var digits = RoundedAt(places);

        // Rounding up may have added a digit; one fewer place then gives the same figure.
        if (digits >= BigInteger.Pow(10, significantDigits)) digits = RoundedAt(--places);
        return Plain(digits.ToString(CultureInfo.InvariantCulture), places);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static string Plain(string digits, int places)
    {
        if (places <= 0) return digits + new string('0', -places);
        var padded = digits.PadLeft(places + 1, '0');
        var fraction = padded[^places..].TrimEnd('0');
        var whole = padded[..^places];
        return fraction.Length == 0 ? whole : $"{whole}.{fraction}";
    }

    /// <summary>The smallest p with this below 10^p.</summary>
    private int LeadingPower()
    {
        var power = (int)Math.Floor(BigInteger.Log10(Numerator) - BigInteger.Log10(Denominator)) + 1;
        while (IsAtLeastPowerOfTen(power)) power++;
        while (!IsAtLeastPowerOfTen(power - 1)) power--;
        return power;
    }

    private bool IsAtLeastPowerOfTen(int power) => power >= 0
        ? Numerator >= Denominator * BigInteger.Pow(10, power)
        : Numerator * BigInteger.Pow(10, -power) >= Denominator;

    private BigInteger RoundedAt(int places)
    {
        var scaledUp = places >= 0 ? Numerator * BigInteger.Pow(10, places) : Numerator;
        var divisor = places >= 0 ? Denominator : Denominator * BigInteger.Pow(10, -places);
        var quotient = BigInteger.DivRem(scaledUp, divisor, out var remainder);
        var comparison = (remainder * 2).CompareTo(divisor);
        return comparison > 0 || (comparison == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
