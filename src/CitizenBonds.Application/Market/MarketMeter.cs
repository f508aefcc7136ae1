using System.Diagnostics.Metrics;

namespace CitizenBonds.Application.Market;

/// <summary>Where the time of a batch goes, for the operator's monitoring and the benches.</summary>
public static class MarketMeter
{
    public const string Name = "CitizenBonds.Market";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Phase = Meter.CreateHistogram<double>(
        "market.batch.phase", "ms", "Time of one phase of a batch");

    /// <returns>The moment at which the next phase starts.</returns>
    internal static long Record(string phase, long started)
    {
        var now = TimeProvider.System.GetTimestamp();
        Phase.Record(
            TimeProvider.System.GetElapsedTime(started, now).TotalMilliseconds,
            new KeyValuePair<string, object?>("phase", phase));
        return now;
    }
}
