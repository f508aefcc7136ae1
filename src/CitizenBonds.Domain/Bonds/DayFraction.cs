namespace CitizenBonds.Domain.Bonds;

/// <summary>A length of time in years as an exact fraction. The denominator is above zero.</summary>
public readonly record struct DayFraction
{
    private readonly long _denominatorLessOne;

    /// <param name="denominator">Above zero.</param>
    public DayFraction(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        Numerator = numerator;
        _denominatorLessOne = denominator - 1;
    }

    public long Numerator { get; }

    public long Denominator => _denominatorLessOne + 1;

    /// <summary>Years. For analytics; never for what is owed.</summary>
    public double AsYears => (double)Numerator / Denominator;

    public static DayFraction operator +(DayFraction left, DayFraction right) =>
        left.Denominator == right.Denominator
            ? new(left.Numerator + right.Numerator, left.Denominator)
            : new(
                left.Numerator * right.Denominator + right.Numerator * left.Denominator,
                left.Denominator * right.Denominator);
}
