using System.Runtime.InteropServices;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// Checks an exported ledger from first to last: accounts, then the transfers of each block, then the block, then what
/// is
/// not sealed yet, then <see cref="Finish"/>. Each call answers the first thing wrong, or null. Memory grows with the
/// accounts only.
/// </summary>
/// <remarks>
/// A balance may pass through zero inside one booking (transfers with the same moment) but not stand below it at its
/// end.
/// </remarks>
public sealed class LedgerAudit
{
    private readonly Dictionary<long, Running> _accounts = [];
    private readonly Dictionary<long, Supply> _supplies = [];
    private readonly HashSet<long> _belowZero = [];
    private readonly MerkleFrontier _ledger = new();
    private MerkleFrontier _block = new();
    private LedgerBlock? _last;
    private DateTimeOffset _bookedAt;

    public long Accounts => _accounts.Count;

    public long Transfers => _ledger.Size;

    public long Blocks => _last?.Height ?? 0;

    /// <summary>Transfers after the last block.</summary>
    public long Unsealed => _block.Size;

    public LedgerFinding? AddAccount(in ExportedAccount account)
    {
        if (!_accounts.TryAdd(account.Id, new Running(account)))
            return new(LedgerFault.AccountTwice, "account", account.Id, "listed before");
        if (account.MayGoNegative != account.Kind.MayGoNegative())
            return new(LedgerFault.WrongPermission, "account", account.Id, $"a {account.Kind} account");
        return null;
    }

    public LedgerFinding? AddTransfer(in LedgerTransfer transfer)
    {
        if (transfer.Id != _ledger.Size + 1)
            return Of(transfer, LedgerFault.IdNotNext, $"{_ledger.Size + 1} expected");
        if (transfer.Amount <= 0) return Of(transfer, LedgerFault.AmountNotPositive, $"{transfer.Amount}");
        if (transfer.Debit == transfer.Credit) return Of(transfer, LedgerFault.SameAccount, $"{transfer.Debit}");
        if (!TransferLeaf.IsReference(transfer.Reference))
            return Of(transfer, LedgerFault.ReferenceDoesNotFit, "too long");
        if (transfer.BookedAt != _bookedAt && FindBelowZero() is { } belowZero) return belowZero;
        _bookedAt = transfer.BookedAt;
        ref var debit = ref Find(transfer.Debit, out var hasDebit);
        if (!hasDebit) return Of(transfer, LedgerFault.AccountUnknown, $"account {transfer.Debit}");
        ref var credit = ref Find(transfer.Credit, out var hasCredit);
        if (!hasCredit) return Of(transfer, LedgerFault.AccountUnknown, $"account {transfer.Credit}");
        if (debit.Stated.Asset != transfer.Asset || credit.Stated.Asset != transfer.Asset)
            return Of(transfer, LedgerFault.AssetsDiffer, $"asset {transfer.Asset}");
        if (debit.Debits > long.MaxValue - transfer.Amount || credit.Credits > long.MaxValue - transfer.Amount)
            return Of(transfer, LedgerFault.TotalTooLarge, $"{transfer.Amount}");

        debit.Debits += transfer.Amount;
        credit.Credits += transfer.Amount;
        Note(debit);
        Note(credit);
        CountSupply(transfer);
        var leaf = TransferLeaf.Hash(transfer);
        _ledger.Append(leaf);
        _block.Append(leaf);
        return null;
    }

    /// <summary>Checks the block whose transfers were added since the one before.</summary>
    public LedgerFinding? CloseBlock(ExportedBlock stated)
    {
        var block = stated.Block;
        if (block.FindLinkFault(_last) is { } broken)
            return Of(block, LedgerFault.BlockLinkBroken, broken.ToString());
        if (block.Count != _block.Size)
            return Of(block, LedgerFault.TransfersMissing, $"{block.Count} stated, {_block.Size} found");
        var (blockRoot, treeRoot, hash) = (_block.Root(), _ledger.Root(), block.Hash());
        if (block.MerkleRoot != blockRoot) return Of(block, LedgerFault.MerkleRootDiffers, $"{blockRoot} computed");
        if (block.TreeRoot != treeRoot) return Of(block, LedgerFault.TreeRootDiffers, $"{treeRoot} computed");
        if (stated.StatedHash != hash) return Of(block, LedgerFault.BlockHashDiffers, $"{hash} computed");

        _last = block;
        _block = new MerkleFrontier();
        return null;
    }

    /// <summary>After the last transfer: balances, stated totals, assets and token supply.</summary>
    public LedgerFinding? Finish()
    {
        if (FindBelowZero() is { } belowZero) return belowZero;
        var debitsByAsset = new Dictionary<long, Int128>();
        var creditsByAsset = new Dictionary<long, Int128>();
        foreach (var (id, account) in _accounts.OrderBy(pair => pair.Key))
        {
            var stated = account.Stated;
            if (account.Debits != stated.Debits || account.Credits != stated.Credits)
                return new(
                    LedgerFault.TotalsDiffer, "account", id,
                    $"stated {stated.Debits}/{stated.Credits}, transfers give {account.Debits}/{account.Credits}");
            CollectionsMarshal.GetValueRefOrAddDefault(debitsByAsset, stated.Asset, out _) += stated.Debits;
            CollectionsMarshal.GetValueRefOrAddDefault(creditsByAsset, stated.Asset, out _) += stated.Credits;
            if (stated.Kind != AccountKind.Issuance) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(_supplies, stated.Asset, out _).Outstanding -= account.Balance;
        }
        foreach (var (asset, debits) in debitsByAsset.OrderBy(pair => pair.Key))
            if (creditsByAsset[asset] is var credits && credits != debits)
                return new(LedgerFault.AssetDoesNotBalance, "asset", asset, $"{debits} debits, {credits} credits");
        foreach (var (asset, supply) in _supplies.OrderBy(pair => pair.Key))
            if (supply.Outstanding != supply.Issued - supply.Retired)
                return new(
                    LedgerFault.SupplyDiffers, "asset", asset,
                    $"{supply.Issued} issued, {supply.Retired} redeemed, {supply.Outstanding} outstanding");
        return null;
    }

    private LedgerFinding? FindBelowZero()
    {
        if (_belowZero.Count == 0) return null;
        var id = _belowZero.Min();
        return new(
            LedgerFault.BalanceBelowZero, "account", id, $"{_accounts[id].Balance} after transfer {_ledger.Size}");
    }

    private void Note(in Running account)
    {
        if (account.Stated.Kind.MayGoNegative()) return;
        if (account.Balance < 0) _belowZero.Add(account.Stated.Id);
        else if (_belowZero.Count > 0) _belowZero.Remove(account.Stated.Id);
    }

    private void CountSupply(in LedgerTransfer transfer)
    {
        if (transfer.Reason is not (LedgerReason.TokensIssued or LedgerReason.TokensRetired)) return;
        ref var supply = ref CollectionsMarshal.GetValueRefOrAddDefault(_supplies, transfer.Asset, out _);
        if (transfer.Reason == LedgerReason.TokensIssued) supply.Issued += transfer.Amount;
        else supply.Retired += transfer.Amount;
    }

    private ref Running Find(long id, out bool isFound)
    {
        ref var account = ref CollectionsMarshal.GetValueRefOrNullRef(_accounts, id);
        isFound = !System.Runtime.CompilerServices.Unsafe.IsNullRef(ref account);
        return ref account;
    }

    private static LedgerFinding Of(in LedgerTransfer transfer, LedgerFault fault, string detail) =>
        new(fault, "transfer", transfer.Id, detail);

    private static LedgerFinding Of(LedgerBlock block, LedgerFault fault, string detail) =>
        new(fault, "block", block.Height, detail);

    private record struct Running(ExportedAccount Stated, long Debits = 0, long Credits = 0)
    {
        public readonly long Balance => Credits - Debits;
    }

    private record struct Supply(Int128 Issued, Int128 Retired, Int128 Outstanding);
}
