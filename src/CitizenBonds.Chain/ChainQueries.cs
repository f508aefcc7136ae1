using System.Buffers.Binary;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Anchoring;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain;

/// <summary>
/// What the public page says of the chain, from our own books: the node is not asked while a page waits.
/// </summary>
public sealed class ChainQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int AnchorsShown = 50;
    private const int Word = 32;

    // Number and height are topics, size and root the content.
    private static readonly string Anchored =
        Hex.Of(Keccak256.Hash("Anchored(uint256,uint64,uint64,bytes32)"u8));

    /// <returns>Null when the portal has never met a chain.</returns>
    public async Task<ChainStatus?> StatusAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        if (await portal.ChainNetworks.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } network)
            return null;
        var followed = await portal.ChainBlocks.MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;
        var contract = await portal.ChainContracts.Where(row => row.Name == AnchorContract.ContractName)
            .Select(row => row.Address).SingleOrDefaultAsync(cancellationToken);
        var anchors = contract is null ? [] : await AnchorsAsync(portal, contract, cancellationToken);
        var newest = await BlockStore.LastAsync(portal, cancellationToken);
        var open = await portal.ChainIncidents.AsNoTracking().Where(row => row.ResolvedAt == null)
            .OrderBy(row => row.Kind).ThenBy(row => row.Subject).ToListAsync(cancellationToken);
        return new ChainStatus(
            network.ChainId,
            followed,
            Math.Max(0, network.HeadNumber - followed),
            newest is null ? 0 : BlockStore.ToBlock(newest).TreeSize,
            anchors.Count == 0 ? 0 : anchors[0].Size,
            contract,
            network.SeenAt,
            anchors,
            open);
    }

    private static async Task<List<AnchorLine>> AnchorsAsync(
        PortalContext portal, string contract, CancellationToken cancellationToken)
    {
        var rows = await portal.ChainEvents.AsNoTracking()
            .Where(row => row.Contract == contract && row.Topics[0] == Anchored)
            .OrderByDescending(row => row.BlockNumber).ThenByDescending(row => row.LogIndex)
            .Take(AnchorsShown)
            .ToListAsync(cancellationToken);
        var hashes = rows.ConvertAll(row => row.TransactionHash);
        var final = await portal.ChainTransactions
            .Where(row => row.State == ChainTransactionState.Confirmed && hashes.Contains(row.TransactionHash!))
            .Select(row => row.TransactionHash!).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new AnchorLine(
            Number(Hex.ToBytes(row.Topics[2])),
            Number(row.Content.AsSpan(0, Word)),
            Hex.Of(row.Content.AsSpan(Word, Word)),
            row.BlockNumber,
            row.TransactionHash,
            final.Contains(row.TransactionHash)));
    }

    private static long Number(ReadOnlySpan<byte> word) =>
        checked((long)BinaryPrimitives.ReadUInt64BigEndian(word[(Word - sizeof(ulong))..]));
}
