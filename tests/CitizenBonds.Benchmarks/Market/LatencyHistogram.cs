using System.Diagnostics;

namespace CitizenBonds.Benchmarks.Market;

/// <summary>Counts durations by hundredths of a millisecond, in the same memory however many there are.</summary>
internal sealed class LatencyHistogram
{
    private const double StepMilliseconds = 0.01;
    private readonly int[] _counts = new int[2_000_000]; // Up to twenty seconds; the last stands for all longer ones.

    public void Add(long startedTimestamp)
    {
        var milliseconds = Stopwatch.GetElapsedTime(startedTimestamp).TotalMilliseconds;
        Interlocked.Increment(ref _counts[Math.Min(_counts.Length - 1, (int)(milliseconds / StepMilliseconds))]);
    }

    /// <returns>Milliseconds that 99 of 100 durations stayed under; zero when there are none.</returns>
    public double Percentile99()
    {
        var total = _counts.Sum(count => (long)count);
        var above = total - (total * 99 / 100);
        for (var index = _counts.Length - 1; index >= 0 && total > 0; index--)
            if ((above -= _counts[index]) <= 0) return (index + 1) * StepMilliseconds;
        return 0;
    }
}
