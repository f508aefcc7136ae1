namespace CitizenBonds.Data.Market;

/// <summary>What a batch has to know before it decides.</summary>
/// <param name="Balances">Investor and asset.</param>
/// <param name="ClientIds">Investor and key.</param>
public sealed record MarketQuestion(
    IReadOnlyList<long> SeriesIds,
    IReadOnlyList<Guid> Users,
    IReadOnlyList<(long InvestorId, long AssetId)> Balances,
    IReadOnlyList<(long InvestorId, string ClientId)> ClientIds);
