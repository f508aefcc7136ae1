using System.Globalization;
using System.Numerics;

namespace CitizenBonds.Domain.Mining;

/// <summary>
/// The proof-of-work target of a header in its four-byte form (nBits): top byte the length, three bytes the mantissa.
/// Range of the target: 1 to <see cref="Maximum"/>, ends included.
/// </summary>
public readonly record struct CompactTarget
{
    private const uint SignBit = 0x0080_0000;
    private const uint MantissaMask = 0x007F_FFFF;

    private CompactTarget(uint bits) => Bits = bits;

    public uint Bits { get; }

    /// <summary>T1 = 0xFFFF * 2^208, the easiest target of the chain: difficulty 1.</summary>
    public static BigInteger Maximum { get; } = new BigInteger(0xFFFF) << 208;

    /// <summary>A block hash, read as a number, must not exceed it.</summary>
    public BigInteger Target => Expand(Bits);

    /// <summary>D = T1 / target, exact; 1 or more.</summary>
    public ExactFraction Difficulty => ExactFraction.Of(Maximum, Target);

    /// <returns>Null for a negative, zero or too easy target, which no valid header carries.</returns>
    public static CompactTarget? FromBits(uint bits)
    {
        if ((bits & SignBit) != 0 || bits >> 24 > 0x1D) return null;
        var target = Expand(bits);
        return target.IsZero || target > Maximum ? null : new CompactTarget(bits);
    }

    /// <summary>
    /// Rounds a target down to the three leading bytes the form can hold; above the maximum it is the maximum.
    /// </summary>
    /// <param name="target">Above zero.</param>
    public static CompactTarget FromTarget(BigInteger target)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target);
        if (target > Maximum) target = Maximum;
        var length = target.GetByteCount(isUnsigned: true);
        var mantissa = (uint)(length > 3 ? target >> (8 * (length - 3)) : target << (8 * (3 - length)));
        if ((mantissa & SignBit) != 0)
        {
            // The top bit would read as a sign: give it a byte of its own.
            mantissa >>= 8;
            length++;
        }

        return new(((uint)length << 24) | mantissa);
    }

    public override string ToString() => Bits.ToString("x8", CultureInfo.InvariantCulture);

    private static BigInteger Expand(uint bits)
    {
        var length = (int)(bits >> 24);
        var mantissa = new BigInteger(bits & MantissaMask);
        return length > 3 ? mantissa << (8 * (length - 3)) : mantissa >> (8 * (3 - length));
    }
}
