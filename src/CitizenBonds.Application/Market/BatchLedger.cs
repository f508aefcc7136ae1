using System.Globalization;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Application.Market;

/// <summary>
/// The money and tokens one batch moves, summed up: one hold or release for each person and series, and for each pair
/// of buyer and seller one transfer of cash and one of tokens. Mutable, one thread.
/// </summary>
internal sealed class BatchLedger
{
    private readonly Dictionary<(long InvestorId, long AssetId, long SeriesId), long> _held = [];
    private readonly Dictionary<(long Series, long Buyer, long Seller), Settlement> _settlements = [];
    private readonly List<Settlement> _inOrder = [];
    private readonly Dictionary<(long InvestorId, long SeriesId), long> _fees = [];

    /// <param name="more">Set aside in addition; below zero when released.</param>
    public void Hold(long investorId, long assetId, long seriesId, long more)
    {
        var key = (investorId, assetId, seriesId);
        _held[key] = checked(_held.GetValueOrDefault(key) + more);
    }

    public Settlement Settle(SeriesDesk desk, long buyer, long seller, long cashYen, long tokens)
    {
        if (!_settlements.TryGetValue((desk.SeriesId, buyer, seller), out var sum))
        {
            sum = new Settlement(desk.SeriesId, desk.AssetId, buyer, seller);
            _settlements.Add((desk.SeriesId, buyer, seller), sum);
            _inOrder.Add(sum);
        }

        sum.CashYen = checked(sum.CashYen + cashYen);
        sum.Tokens = checked(sum.Tokens + tokens);
        return sum;
    }

    /// <summary>Paid out of the person's free cash, after the trades.</summary>
    public void Charge(long investorId, long seriesId, long feeYen)
    {
        if (feeYen == 0) return;
        var key = (investorId, seriesId);
        _fees[key] = checked(_fees.GetValueOrDefault(key) + feeYen);
    }

    /// <summary>Adds to people's balances what the transfers will.</summary>
    public void AddTo(Dictionary<(long InvestorId, long AssetId, AccountKind Kind), long> balances)
    {
        foreach (var (key, more) in _held)
        {
            Add((key.InvestorId, key.AssetId, FreeKind(key.AssetId)), -more);
            Add((key.InvestorId, key.AssetId, AccountKind.OrderHold), more);
        }

        foreach (var sum in _inOrder)
        {
            Add((sum.Buyer, AccountBook.Yen, AccountKind.OrderHold), -sum.CashYen);
            Add((sum.Seller, AccountBook.Yen, AccountKind.Cash), sum.CashYen);
            Add((sum.Seller, sum.AssetId, AccountKind.OrderHold), -sum.Tokens);
            Add((sum.Buyer, sum.AssetId, AccountKind.Holding), sum.Tokens);
        }

        foreach (var (key, yen) in _fees) Add((key.InvestorId, AccountBook.Yen, AccountKind.Cash), -yen);

        void Add((long InvestorId, long AssetId, AccountKind Kind) key, long more) =>
            balances[key] = checked(balances.GetValueOrDefault(key) + more);
    }

    /// <summary>Every account the transfers touch.</summary>
    public IEnumerable<AccountPlan> Accounts()
    {
        foreach (var (key, more) in _held)
        {
            if (more == 0) continue;
            yield return Free(key.InvestorId, key.AssetId);
            yield return Held(key.InvestorId, key.AssetId);
        }

        foreach (var sum in _inOrder)
        {
            yield return Held(sum.Buyer, AccountBook.Yen);
            yield return Free(sum.Seller, AccountBook.Yen);
            yield return Held(sum.Seller, sum.AssetId);
            yield return Free(sum.Buyer, sum.AssetId);
        }

        foreach (var (key, _) in _fees) yield return Free(key.InvestorId, AccountBook.Yen);
        if (_fees.Count > 0) yield return AccountPlan.PortalFees;
    }

    /// <summary>
    /// Releases, holds, trades, fees: in this order no account stands below zero after any of them.
    /// </summary>
    public List<NewTransfer> Transfers(Func<AccountPlan, long> accountOf)
    {
        var transfers = new List<NewTransfer>(_held.Count + (2 * _inOrder.Count) + _fees.Count);
        foreach (var (key, more) in _held)
            if (more < 0) transfers.Add(Move(Held, Free, key, -more, LedgerReason.OrderRelease));
        foreach (var (key, more) in _held)
            if (more > 0) transfers.Add(Move(Free, Held, key, more, LedgerReason.OrderHold));
        foreach (var sum in _inOrder)
        {
            var reference = Reference(sum.SeriesId);
            sum.Place = transfers.Count;
            transfers.Add(new(
                accountOf(Held(sum.Buyer, AccountBook.Yen)), accountOf(Free(sum.Seller, AccountBook.Yen)),
                sum.CashYen, LedgerReason.TradeCash, reference, sum.SeriesId));
            transfers.Add(new(
                accountOf(Held(sum.Seller, sum.AssetId)), accountOf(Free(sum.Buyer, sum.AssetId)),
                sum.Tokens, LedgerReason.TradeTokens, reference, sum.SeriesId));
        }

        foreach (var (key, yen) in _fees)
        {
            transfers.Add(new(
                accountOf(Free(key.InvestorId, AccountBook.Yen)), accountOf(AccountPlan.PortalFees), yen,
                LedgerReason.FeeCharged, Reference(key.SeriesId), key.SeriesId));
        }

        return transfers;

        NewTransfer Move(
            Func<long, long, AccountPlan> from, Func<long, long, AccountPlan> to,
            (long InvestorId, long AssetId, long SeriesId) key, long amount, LedgerReason reason) =>
            new(accountOf(from(key.InvestorId, key.AssetId)), accountOf(to(key.InvestorId, key.AssetId)), amount,
                reason, Reference(key.SeriesId), key.SeriesId);
    }

    private static string Reference(long seriesId) => string.Create(CultureInfo.InvariantCulture, $"market {seriesId}");

    private static AccountKind FreeKind(long assetId) =>
        assetId == AccountBook.Yen ? AccountKind.Cash : AccountKind.Holding;

    private static AccountPlan Free(long investorId, long assetId) => assetId == AccountBook.Yen
        ? AccountPlan.InvestorCash(investorId)
        : AccountPlan.InvestorTokens(investorId, assetId, 0);

    private static AccountPlan Held(long investorId, long assetId) => assetId == AccountBook.Yen
        ? AccountPlan.InvestorOrderCash(investorId)
        : AccountPlan.InvestorOrderTokens(investorId, assetId);

    /// <summary>What one buyer owes one seller after a batch.</summary>
    public sealed class Settlement(long seriesId, long assetId, long buyer, long seller)
    {
        public long SeriesId => seriesId;

        public long AssetId => assetId;

        public long Buyer => buyer;

        public long Seller => seller;

        public long CashYen { get; set; }

        public long Tokens { get; set; }

        /// <summary>Of the transfer of cash in the posting; the one of tokens follows.</summary>
        public int Place { get; set; }
    }
}
