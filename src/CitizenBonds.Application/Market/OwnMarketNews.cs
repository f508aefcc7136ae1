namespace CitizenBonds.Application.Market;

/// <summary>What became of a person's orders and trades in one series.</summary>
/// <param name="Version">The number of the log up to which this is all.</param>
/// <param name="Orders">Each as it stands now, oldest first.</param>
public sealed record OwnMarketNews(
    long Version, IReadOnlyList<OrderLine> Orders, IReadOnlyList<OwnTradeLine> Trades);
