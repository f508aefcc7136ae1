using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Data.Market;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Market;

/// <summary>What people have, while a batch gives it out. Mutable, one thread.</summary>
internal sealed class BatchFacts
{
    private readonly Dictionary<(long InvestorId, long AssetId, AccountKind Kind), long> _balances = [];
    private readonly Dictionary<(long InvestorId, long AssetId), long> _bought = [];
    private readonly MarketFacts _facts;
    private readonly IReadOnlySet<long> _couponReceivers;

    /// <param name="missing">What was decided before and could not be read yet; null for nothing.</param>
    public BatchFacts(MarketFacts facts, IReadOnlySet<long> couponReceivers, BatchLedger? missing)
    {
        (_facts, _couponReceivers) = (facts, couponReceivers);
        foreach (var row in facts.Balances) _balances[(row.InvestorId, row.AssetId, row.Kind)] = row.Balance;
        missing?.AddTo(_balances);
    }

    /// <returns>Null when the person never opened an investor's account.</returns>
    public InvestorRow? Investor(Guid user) => _facts.Investors.GetValueOrDefault(user);

    public bool HasReceivedCoupon(long investorId) => _couponReceivers.Contains(investorId);

    /// <summary>Cash or tokens not bound; what this batch brings in counts from the next one on.</summary>
    public long Free(long investorId, long assetId) =>
        _balances.GetValueOrDefault((investorId, assetId, Kind(assetId)));

    private long Held(long investorId, long assetId) =>
        _balances.GetValueOrDefault((investorId, assetId, AccountKind.OrderHold));

    /// <summary>All tokens of the person, bound, free and just bought.</summary>
    public long Owned(long investorId, long assetId) =>
        Free(investorId, assetId) + Held(investorId, assetId) + _bought.GetValueOrDefault((investorId, assetId));

    /// <summary>Sold tokens leave what was bound; bought ones are owned, and free from the next batch on.</summary>
    public void Move(long seller, long buyer, long assetId, long tokens)
    {
        _balances[(seller, assetId, AccountKind.OrderHold)] = checked(Held(seller, assetId) - tokens);
        _bought[(buyer, assetId)] = checked(_bought.GetValueOrDefault((buyer, assetId)) + tokens);
    }

    /// <param name="amount">Below zero gives back.</param>
    public void Bind(long investorId, long assetId, long amount)
    {
        _balances[(investorId, assetId, Kind(assetId))] = checked(Free(investorId, assetId) - amount);
        _balances[(investorId, assetId, AccountKind.OrderHold)] = checked(Held(investorId, assetId) + amount);
    }

    public (MarketLogRow Entry, MarketOrderRow? Order)? Earlier(long investorId, string clientId) =>
        _facts.Earlier.TryGetValue((investorId, clientId), out var found) ? found : null;

    private static AccountKind Kind(long assetId) =>
        assetId == AccountBook.Yen ? AccountKind.Cash : AccountKind.Holding;
}
