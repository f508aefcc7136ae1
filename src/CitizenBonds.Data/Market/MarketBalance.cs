using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Data.Market;

/// <summary>An account of an investor as the market sees it before a batch.</summary>
public readonly record struct MarketBalance(
    long InvestorId, long AssetId, AccountKind Kind, long AccountId, long Balance);
