using CitizenBonds.Application.Market;
using CitizenBonds.Web.Localization;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>Sentences about a market that several pages say.</summary>
internal static class MarketWords
{
    /// <summary>What the market does now and until when.</summary>
    public static string SessionOf(Words words, OrderBookView book) => book switch
    {
        { IsHaltedByOperator: true } => words["Market.HaltedByOperator"],
        { SessionEndsAt: { } end } => words["Market.SessionUntil", words.Of(book.Session), Formats.Moment(end)],
        _ => words.Of(book.Session),
    };
}
