using CitizenBonds.Domain.Market;

namespace CitizenBonds.Application.Market;

/// <summary>Something a citizen is told after a batch.</summary>
/// <param name="Side">Of a fill; null when the order expired.</param>
internal sealed record MarketNotice(long InvestorId, long SeriesId, OrderSide? Side, long Tokens, long Yen);
