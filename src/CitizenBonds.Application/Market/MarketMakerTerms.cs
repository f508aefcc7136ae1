using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Market.Surveillance;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Market;

internal static class MarketMakerTerms
{
    public static QuoteObligation Of(MarketMakerRow row) => new(
        Rate.FromPerMillion(row.SpreadMaxPpm), Quantity.FromTokens(row.SizeMinTokens),
        Rate.FromPerMillion(row.PresenceMinPpm));
}
