using System.Globalization;

namespace CitizenBonds.Domain.Values;

/// <summary>
/// A contractual rate in parts per million: 1.25 % is 12,500. Range: -1,000,000 to 10,000,000, ends included. Grain:
/// one millionth. Default: zero. Analytics turn it into a fraction in one visible step.
/// </summary>
public readonly record struct Rate : IComparable<Rate>
{
    public const long PerMillionMin = -1_000_000;
    public const long PerMillionMax = 10_000_000;

    private Rate(long perMillion) => PerMillion = perMillion;

    public long PerMillion { get; }

    public static Rate Zero => default;

    /// <summary>1.0 is 100 %. For analytics; never for what is owed.</summary>
    public double AsFraction => PerMillion / 1_000_000d;

    /// <summary>Percent with up to four decimals, exact.</summary>
    public decimal AsPercent => PerMillion / 10_000m;

    public static Rate FromPerMillion(long perMillion)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perMillion, PerMillionMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(perMillion, PerMillionMax);
        return new(perMillion);
    }

    public static Rate FromBasisPoints(long basisPoints) => FromPerMillion(checked(basisPoints * 100));

    /// <param name="percent">At most four decimals; more is refused, never rounded.</param>
    public static Rate FromPercent(decimal percent)
    {
        var perMillion = percent * 10_000m;
        if (decimal.Truncate(perMillion) != perMillion)
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "has more than four decimals");
        return FromPerMillion((long)perMillion);
    }

    public static bool operator <(Rate left, Rate right) => left.PerMillion < right.PerMillion;

    public static bool operator >(Rate left, Rate right) => left.PerMillion > right.PerMillion;

    public static bool operator <=(Rate left, Rate right) => left.PerMillion <= right.PerMillion;

    public static bool operator >=(Rate left, Rate right) => left.PerMillion >= right.PerMillion;

    public int CompareTo(Rate other) => PerMillion.CompareTo(other.PerMillion);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AsPercent} %");
}
