namespace CitizenBonds.Domain.Mining;

/// <summary>
/// What a PureMining bond yields if difficulty and price stood still. Analytics in <c>double</c>; returns are fractions
/// (0.01 is 1 %) per period.
/// </summary>
public sealed record MiningProjection
{
    private const double SecondsPerDay = 86_400;
    private const double DaysPerMonth = 30.5;
    private const double WeeksPerYear = 365.0 / 7.0;
    private static readonly double HashesPerDifficulty = Math.Pow(2, 32);

    private MiningProjection(double dailyCoins, double price)
    {
        DailyCoins = dailyCoins;
        Daily = dailyCoins / price;
    }

    /// <summary>Expected BTC per bond and day.</summary>
    public double DailyCoins { get; }

    public double Daily { get; }

    /// <summary>Linear: seven days.</summary>
    public double Weekly => 7 * Daily;

    /// <summary>Linear: 30.5 days.</summary>
    public double Monthly => DaysPerMonth * Daily;

    /// <summary>Weekly return reinvested for 365/7 weeks.</summary>
    public double Annual => Math.Pow(1 + Weekly, WeeksPerYear) - 1;

    /// <summary>
    /// As the source computes it: seven times the daily return rounded to a ten-thousandth of a percent, rounded to a
    /// thousandth (0.2081 % a day, 1.457 % a week), then compounded. Both roundings half to even.
    /// </summary>
    public double AnnualFromRoundedWeekly =>
        Math.Pow(1 + Math.Round(7 * Math.Round(Daily, 6), 5), WeeksPerYear) - 1;

    /// <param name="priceCoins">BTC per bond, above zero.</param>
    /// <param name="difficulty">Above zero.</param>
    /// <param name="subsidyCoins">BTC per block, zero or more.</param>
    public static MiningProjection For(double priceCoins, double difficulty, double subsidyCoins)
    {
        RequirePositive(priceCoins, nameof(priceCoins));
        RequirePositive(difficulty, nameof(difficulty));
        ArgumentOutOfRangeException.ThrowIfNegative(subsidyCoins);
        var daily = SecondsPerDay * subsidyCoins * PureMiningCoupon.HashesPerSecond / (
            difficulty * HashesPerDifficulty);
        return new(daily, priceCoins);
    }

    private static void RequirePositive(double value, string name)
    {
        if (!(double.IsFinite(value) && value > 0))
            throw new ArgumentOutOfRangeException(name, value, "must be finite and above zero");
    }
}
