namespace CitizenBonds.Domain.Pricing.Feeds;

/// <summary>A price series a feed may deliver, and what is plausible for it.</summary>
/// <param name="Code">As the files name it.</param>
/// <param name="Unit">The only unit it is kept in.</param>
/// <param name="StepMax">Largest share by which one value may differ from the one before; 0.25 is a quarter.</param>
public sealed record FeedSeries(string Code, string Unit, double StepMax)
{
    /// <summary>Days without a value after which the next one is held back.</summary>
    public const int GapDaysMax = 40;

    /// <summary>A value this many days old on arrival is stale.</summary>
    public const int AgeDaysMax = 40;

    private const string PerOunce = "USD/ozt";
    private const string PerTonne = "USD/t";

    /// <summary>Gold, the platinum group, the base metals of the published baskets.</summary>
    public static IReadOnlyList<FeedSeries> All { get; } =
    [
        new("XAU", PerOunce, 0.25), new("XPT", PerOunce, 0.3), new("XPD", PerOunce, 0.4), new("XRH", PerOunce, 0.6),
        new("ALU", PerTonne, 0.3), new("CU", PerTonne, 0.3), new("PB", PerTonne, 0.3), new("SN", PerTonne, 0.4),
        new("NI", PerTonne, 0.5), new("ZN", PerTonne, 0.3),
    ];

    /// <returns>Null when no series has this code.</returns>
    public static FeedSeries? Find(string code) => All.FirstOrDefault(series => series.Code == code);

    /// <param name="last">The latest value held; null for the first of a series.</param>
    /// <param name="today">The day it arrives.</param>
    /// <returns>Why it must not count, or null.</returns>
    public FeedFault? FindFault(
        (DateOnly Day, double Value)? last, DateOnly day, double value, string unit, DateOnly today)
    {
        if (unit != Unit) return FeedFault.WrongUnit;
        if (!(double.IsFinite(value) && value > 0)) return FeedFault.NotPositive;
        if (FindFault(last?.Day, day, today) is { } fault) return fault;
        return last is { } before && Math.Abs((value / before.Value) - 1) > StepMax ? FeedFault.Spike : null;
    }

    /// <summary>The checks on the day alone.</summary>
    internal static FeedFault? FindFault(DateOnly? last, DateOnly day, DateOnly today)
    {
        if (day > today) return FeedFault.InTheFuture;
        if (day <= last || today.DayNumber - day.DayNumber > AgeDaysMax) return FeedFault.Stale;
        return last is { } before && day.DayNumber - before.DayNumber > GapDaysMax ? FeedFault.Gap : null;
    }
}
