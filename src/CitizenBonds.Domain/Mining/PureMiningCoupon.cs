using System.Numerics;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Mining;

/// <summary>
/// One coupon of the PureMining bond, exact: what a device of 1 MH/s is expected to mine from one key block to the
/// next, T * B * H / (D * 2^32) with T seconds by the header times, B the subsidy and D the difficulty of the closing
/// key block. Source: the bond's published terms of 2012.
/// </summary>
public sealed record PureMiningCoupon
{
    public const long HashesPerSecond = 1_000_000;
    private const long SatoshiPerCoin = 100_000_000;

    private PureMiningCoupon(KeyBlock previous, KeyBlock closing, ExactFraction satoshiPerBond)
    {
        Previous = previous;
        Closing = closing;
        SatoshiPerBond = satoshiPerBond;
    }

    public KeyBlock Previous { get; }

    public KeyBlock Closing { get; }

    public ExactFraction SatoshiPerBond { get; }

    public ExactFraction CoinsPerBond => SatoshiPerBond / SatoshiPerCoin;

    /// <summary>T; miners' clocks may run backwards, then it is negative and the coupon is zero.</summary>
    public long Seconds => (long)Closing.UnixSeconds - Previous.UnixSeconds;

    public Money Subsidy => BlockSubsidy.At(Closing.Height);

    /// <exception cref="ArgumentException">The two are not consecutive key blocks.</exception>
    public static PureMiningCoupon Between(KeyBlock previous, KeyBlock closing)
    {
        if (!KeyBlock.IsKeyHeight(closing.Height) || closing.Height - previous.Height != KeyBlock.IntervalBlocks)
            throw new ArgumentException("consecutive key blocks are expected", nameof(closing));
        var seconds = Math.Max(0, (long)closing.UnixSeconds - previous.UnixSeconds);
        var numerator = new BigInteger(seconds) * BlockSubsidy.At(closing.Height).MinorUnits * HashesPerSecond
            * closing.Target.Target;
        return new(previous, closing, ExactFraction.Of(numerator, CompactTarget.Maximum << 32));
    }
}
