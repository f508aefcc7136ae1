using System.Globalization;
using System.Numerics;

namespace CitizenBonds.Chain.Abi;

/// <summary>The notation of the JSON-RPC: 0x before hexadecimal digits, numbers without leading zeros.</summary>
public static class Hex
{
    public static string Of(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    public static string OfNumber(long number) => "0x" + number.ToString("x", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is not hexadecimal.</exception>
    public static byte[] ToBytes(string text) =>
        Convert.FromHexString(text.StartsWith("0x", StringComparison.Ordinal) ? text.AsSpan(2) : text);

    /// <exception cref="OverflowException">The number does not fit.</exception>
    public static long ToNumber(string text) =>
        (long)BigInteger.Parse("0" + text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
