using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Mining;

/// <summary>New coins per block: 50 BTC, halved every 210,000 blocks, whole satoshi (the chain rounds down).</summary>
public static class BlockSubsidy
{
    public const int HalvingBlocks = 210_000;
    private const long FirstSatoshi = 5_000_000_000;
    private const int HalvingsMax = 63;

    /// <param name="height">Zero or more.</param>
    public static Money At(long height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        var halvings = height / HalvingBlocks;
        return Money.FromSatoshi(halvings > HalvingsMax ? 0 : FirstSatoshi >> (int)halvings);
    }
}
