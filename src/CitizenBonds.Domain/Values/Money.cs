using System.Globalization;

namespace CitizenBonds.Domain.Values;

/// <summary>
/// An exact amount of one currency in its smallest unit: 1 yen, 1 satoshi. Range: all of <see cref="long"/>; overflow
/// throws. Grain: one unit. Equality: same currency and same units. Default: zero yen. Never a fraction: what is
/// divided names its rounding.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    private Money(long minorUnits, Currency currency)
    {
        MinorUnits = minorUnits;
        Currency = currency;
    }

    /// <summary>Whole smallest units: yen for JPY, satoshi for BTC.</summary>
    public long MinorUnits { get; }

    public Currency Currency { get; }

    public static Money Zero => default;

    public bool IsPositive => MinorUnits > 0;

    public static Money FromYen(long yen) => new(yen, Currency.Jpy);

    public static Money FromSatoshi(long satoshi) => new(satoshi, Currency.Btc);

    public static Money FromMinorUnits(long minorUnits, Currency currency) => new(minorUnits, currency);

    public static Money operator +(Money left, Money right) =>
        new(checked(left.MinorUnits + right.In(left.Currency)), left.Currency);

    public static Money operator -(Money left, Money right) =>
        new(checked(left.MinorUnits - right.In(left.Currency)), left.Currency);

    public static Money operator -(Money money) => new(checked(-money.MinorUnits), money.Currency);

    public static Money operator *(Money price, Quantity quantity) =>
        new(checked(price.MinorUnits * quantity.Tokens), price.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    public static Money Min(Money left, Money right) => left <= right ? left : right;

    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <summary>
    /// The share <paramref name="part"/> / <paramref name="whole"/> of this amount, rounded once as named.
    /// </summary>
    /// <param name="part">Zero or more.</param>
    /// <param name="whole">Above zero.</param>
    /// <remarks>The product is formed in 128 bits, so only the result can overflow.</remarks>
    public Money Prorate(long part, long whole, MidpointRounding rounding)
    {
        Guard.NotNegative(part, nameof(part));
        Guard.Positive(whole, nameof(whole));
        return new(checked((long)ExactDivision.Divide((Int128)MinorUnits * part, whole, rounding)), Currency);
    }

    public int CompareTo(Money other) => MinorUnits.CompareTo(other.In(Currency));

    /// <summary>Units and code, culture-free: for logs and files, not for people.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MinorUnits} {Currency}");

    private long In(Currency currency) =>
        Currency == currency
            ? MinorUnits
            : throw new InvalidOperationException($"{Currency} and {currency} cannot be combined.");
}
