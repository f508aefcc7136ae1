using System.Globalization;

namespace CitizenBonds.Domain.Values;

/// <summary>
/// A number of whole tokens, zero or more. Grain: one token. Overflow and going below zero throw. Default: no tokens.
/// </summary>
public readonly record struct Quantity : IComparable<Quantity>
{
    private Quantity(long tokens) => Tokens = tokens;

    public long Tokens { get; }

    public static Quantity Zero => default;

    public static Quantity FromTokens(long tokens) => new(Guard.NotNegative(tokens, nameof(tokens)));

    public static Quantity operator +(Quantity left, Quantity right) => new(checked(left.Tokens + right.Tokens));

    public static Quantity operator -(Quantity left, Quantity right) => FromTokens(left.Tokens - right.Tokens);

    public static bool operator <(Quantity left, Quantity right) => left.Tokens < right.Tokens;

    public static bool operator >(Quantity left, Quantity right) => left.Tokens > right.Tokens;

    public static bool operator <=(Quantity left, Quantity right) => left.Tokens <= right.Tokens;

    public static bool operator >=(Quantity left, Quantity right) => left.Tokens >= right.Tokens;

    public static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    public int CompareTo(Quantity other) => Tokens.CompareTo(other.Tokens);

    public override string ToString() => Tokens.ToString(CultureInfo.InvariantCulture);
}
