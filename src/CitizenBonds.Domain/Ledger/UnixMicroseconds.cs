using System.Globalization;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// Moments as whole microseconds since 1970-01-01T00:00:00Z, the grain of the database and of every hash.
/// </summary>
public static class UnixMicroseconds
{
    /// <summary>How moments are published: <c>2026-04-01T09:00:00.000000Z</c>.</summary>
    public const string TextFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Anything finer than a microsecond is cut off, towards the past.</summary>
    public static long FromMoment(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var (whole, rest) = Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond);
        return rest < 0 ? whole - 1 : whole;
    }

    public static DateTimeOffset ToMoment(long microseconds) =>
        new(checked(DateTimeOffset.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond)), TimeSpan.Zero);

    public static string ToText(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString(TextFormat, CultureInfo.InvariantCulture);

    /// <returns>Null when the text is not exactly of <see cref="TextFormat"/>.</returns>
    public static DateTimeOffset? FromText(string? text) =>
        DateTimeOffset.TryParseExact(
            text, TextFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : null;
}
