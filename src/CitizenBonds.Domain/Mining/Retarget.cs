using System.Numerics;

namespace CitizenBonds.Domain.Mining;

/// <summary>
/// How the target moves every 2,016 blocks. The chain measures the time from the first to the last block of a period,
/// which is 2,015 intervals, and compares it with the time 2,016 intervals should take: an off-by-one that is part of
/// consensus.
/// </summary>
public static class Retarget
{
    public const int PeriodBlocks = 2016;
    public const int BlockSeconds = 600;
    public const long PeriodSeconds = (long)PeriodBlocks * BlockSeconds;
    public const int StepMax = 4;

    public static bool IsFirstOfPeriod(long height) => height % PeriodBlocks == 0;

    /// <param name="firstUnixSeconds">Time of the period's first block, height 2016 k.</param>
    /// <param name="lastUnixSeconds">Time of the period's last block, height 2016 k + 2015.</param>
    public static CompactTarget Next(CompactTarget current, uint firstUnixSeconds, uint lastUnixSeconds)
    {
        var span = Math.Clamp(
            (long)lastUnixSeconds - firstUnixSeconds, PeriodSeconds / StepMax, PeriodSeconds * StepMax);
        return CompactTarget.FromTarget(BigInteger.Max(1, current.Target * span / PeriodSeconds));
    }
}
