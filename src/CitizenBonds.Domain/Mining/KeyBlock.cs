namespace CitizenBonds.Domain.Mining;

/// <summary>
/// A block that ends a coupon period: one plus its height is a multiple of 336, the greatest common divisor of 2,016
/// and 210,000, so that one period has one difficulty and one subsidy.
/// </summary>
/// <param name="Height">335, 671, 1007, ...</param>
/// <param name="UnixSeconds">Header time.</param>
/// <param name="Target">Header target.</param>
public sealed record KeyBlock(long Height, uint UnixSeconds, CompactTarget Target)
{
    public const int IntervalBlocks = 336;

    /// <summary>So many more blocks must stand on a key block before it is recorded.</summary>
    public const int ConfirmationsMin = 5;

    /// <summary>The record moment: holders at this time are paid.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(UnixSeconds);

    public static bool IsKeyHeight(long height) => height >= 0 && (height + 1) % IntervalBlocks == 0;

    /// <summary>The first key height above <paramref name="height"/> (-1 or more).</summary>
    public static long NextKeyHeight(long height) =>
        ((height + 1) / IntervalBlocks * IntervalBlocks) + IntervalBlocks - 1;

    /// <exception cref="ArgumentException">The height is no key height, or the header's target is not
    /// valid.</exception>
    public static KeyBlock FromHeader(long height, BlockHeader header)
    {
        if (!IsKeyHeight(height)) throw new ArgumentException("not a key height", nameof(height));
        var target = CompactTarget.FromBits(header.Bits)
            ?? throw new ArgumentException("the target is not valid", nameof(header));
        return new(height, header.UnixSeconds, target);
    }
}
