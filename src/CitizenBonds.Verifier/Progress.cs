using System.Globalization;

namespace CitizenBonds.Verifier;

/// <summary>Says on standard error how far the work is, every two seconds; silent for anything shorter.</summary>
public sealed class Progress(TextWriter standardError, TimeProvider time)
{
    private const int CallsBetweenClockReads = 4096;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private long _lastShown = time.GetTimestamp();
    private int _calls;

    /// <summary>Cheap enough to call for every row.</summary>
    /// <param name="done">Rows so far.</param>
    /// <param name="what">Plural noun, for example <c>bonds</c>.</param>
    public void Report(long done, string what)
    {
        if (++_calls < CallsBetweenClockReads) return;
        _calls = 0;
        ReportSlow(done, what);
    }

    /// <summary>For rows that take long: looks at the clock every time.</summary>
    public void ReportSlow(long done, string what)
    {
        if (time.GetElapsedTime(_lastShown) < Interval) return;
        _lastShown = time.GetTimestamp();
        standardError.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... {done:N0} {what}"));
    }
}
