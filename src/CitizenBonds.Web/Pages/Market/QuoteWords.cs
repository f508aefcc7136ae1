using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Domain.Market.Surveillance;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>Sentences about a market maker's promise that the operator and the institution read.</summary>
internal static class QuoteWords
{
    public static string PromiseOf(Words words, MarketMakerLine line) => words[
        "Surveillance.PromiseText",
        words.Tokens(line.Obligation.SizeMin),
        Formats.Percent(line.Obligation.SpreadMax, decimalsMin: 0),
        Formats.Percent(line.Obligation.PresenceMin, decimalsMin: 0)];

    public static string KeptOf(Words words, MarketMakerLine line) => line.Days == 0
        ? words["Surveillance.NotMeasured"]
        : words[
            "Surveillance.KeptText", ShareOf(words, line.Presence), TimeOf(line.Presence.Session), line.DaysMissed,
            line.Days];

    /// <summary>Rounds down: what was missed is never shown as kept.</summary>
    public static string ShareOf(Words words, QuotePresence presence) => presence.Share is { } share
        ? Formats.Percent(decimal.Truncate(share.AsPercent * 10) / 10, decimalsMin: 1)
        : words["Market.None"];

    public static string TimeOf(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");
}
