using CitizenBonds.Chain.Node;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace CitizenBonds.Chain.Following;

/// <summary>
/// Follows the chain block by block, keeps what our contracts announced and which of our transactions are in it. When
/// the chain reorganises, blocks that are gone are taken back with all that came with them, and the new branch is
/// followed from where they parted.
/// </summary>
public sealed class Follower(
    IChainNode node, ChainSettings settings, TakenTransactions taken, Incidents incidents,
    IDbContextFactory<PortalContext> contexts)
{
    private const int BlocksPerRunMax = 500;
    private const int BlocksKept = 1_000;

    /// <returns>How many blocks were followed or taken back; zero at the head of the chain.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await IsOurChainAsync(now, cancellationToken)) return 0;
        var head = (await node.BlockAsync(null, cancellationToken))!; // Every chain has a newest block.
        await NoteHeadAsync(head.Number, now, cancellationToken);
        var done = 0;
        for (; done < BlocksPerRunMax; done++)
            if (!await StepAsync(head, now, cancellationToken)) break;
        return done;
    }

    private async Task<bool> IsOurChainAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var chainId = await node.ChainIdAsync(cancellationToken);
        var genesis = (await node.BlockAsync(0, cancellationToken))?.Hash ?? "none";
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await portal.ChainNetworks.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (chainId != settings.ChainId || (known is not null && known.GenesisHash != genesis))
        {
            var detail = $"chain {chainId}, first block {genesis}";
            await incidents.ReportAsync(ChainIncidentKind.OtherChain, "", detail, now, cancellationToken);
            return false;
        }

        await incidents.ResolveAsync(ChainIncidentKind.OtherChain, "", now, cancellationToken);
        if (known is not null) return true;
        portal.ChainNetworks.Add(new ChainNetworkRow { ChainId = chainId, GenesisHash = genesis, SeenAt = now });
        await portal.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task NoteHeadAsync(long number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await portal.ChainNetworks.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.HeadNumber, number).SetProperty(row => row.SeenAt, now),
            cancellationToken);
    }

    /// <returns>False when there is nothing left to do.</returns>
    private async Task<bool> StepAsync(ChainBlock head, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var last = await portal.ChainBlocks.AsNoTracking()
            .OrderByDescending(row => row.Number).FirstOrDefaultAsync(cancellationToken);
        if (last is null)
        {
            return await TakeAsync(portal, head, now, cancellationToken);
        }

        var same = await node.BlockAsync(last.Number, cancellationToken);
        if (same?.Hash != last.Hash)
        {
            await TakeBackAsync(portal, last, now, cancellationToken);
            return true;
        }

        var next = await node.BlockAsync(last.Number + 1, cancellationToken);
        if (next is null || next.ParentHash != last.Hash) return false; // Parted this moment: the next run sees it.
        return await TakeAsync(portal, next, now, cancellationToken);
    }

    /// <returns>False when the chain parted in the middle: the next run sees it.</returns>
    private async Task<bool> TakeAsync(
        PortalContext portal, ChainBlock block, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await LogsAsync(portal, block, cancellationToken) is not { } logs) return false;
        if (await taken.FindAsync(portal, block, logs, now, cancellationToken) is not { } ours) return false;

        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        portal.ChainBlocks.Add(
            new ChainBlockRow { Number = block.Number, Hash = block.Hash, ParentHash = block.ParentHash });
        await portal.SaveChangesAsync(cancellationToken);
        if (logs.Count > 0) await KeepAsync(portal, block, logs, cancellationToken);
        if (ours.Count > 0) await TakenTransactions.NoteAsync(portal, block, ours, cancellationToken);
        await portal.ChainBlocks.Where(row => row.Number < block.Number - BlocksKept)
            .ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <returns>Null when there is no such block any more.</returns>
    private async Task<IReadOnlyList<ChainLog>?> LogsAsync(
        PortalContext portal, ChainBlock block, CancellationToken cancellationToken)
    {
        var contracts = await portal.ChainContracts.Select(row => row.Address).ToListAsync(cancellationToken);
        try
        {
            return await node.LogsAsync(block.Hash, contracts, cancellationToken);
        }
        catch (ChainRefusedException)
        {
            return null;
        }
    }

    // Copied, not inserted: a block of batches announces thousands of transfers.
    private static async Task KeepAsync(
        PortalContext portal, ChainBlock block, IReadOnlyList<ChainLog> logs, CancellationToken cancellationToken)
    {
        const string Copy = """
            copy portal.chain_events
                (block_number, log_index, contract, transaction_hash, topics, content, made_at)
            from stdin (format binary)
            """;
        var connection = (NpgsqlConnection)portal.Database.GetDbConnection(); // Open: a transaction has begun.
        await using var importer = await connection.BeginBinaryImportAsync(Copy, cancellationToken);
        foreach (var log in logs)
        {
            await importer.StartRowAsync(cancellationToken);
            await importer.WriteAsync(block.Number, NpgsqlDbType.Bigint, cancellationToken);
            await importer.WriteAsync(log.Index, NpgsqlDbType.Integer, cancellationToken);
            await importer.WriteAsync(log.Contract, NpgsqlDbType.Text, cancellationToken);
            await importer.WriteAsync(log.TransactionHash, NpgsqlDbType.Text, cancellationToken);
            await importer.WriteAsync(log.Topics, NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await importer.WriteAsync(log.Content, NpgsqlDbType.Bytea, cancellationToken);
            await importer.WriteAsync(block.MadeAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await importer.CompleteAsync(cancellationToken);
    }

    private async Task TakeBackAsync(
        PortalContext portal, ChainBlockRow block, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        var inBlock = portal.ChainTransactions.Where(row => row.BlockNumber >= block.Number);
        var final = await inBlock.CountAsync(row => row.State == ChainTransactionState.Confirmed, cancellationToken);
        await inBlock.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, ChainTransactionState.Sent)
                .SetProperty(row => row.BlockNumber, (long?)null)
                .SetProperty(row => row.BlockHash, (string?)null)
                .SetProperty(row => row.TransactionHash, (string?)null),
            cancellationToken);
        await portal.ChainEvents.Where(row => row.BlockNumber >= block.Number).ExecuteDeleteAsync(cancellationToken);
        await portal.ChainBlocks.Where(row => row.Number >= block.Number).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        if (final == 0) return;
        var detail = $"{final} final transactions left the chain with block {block.Number}";
        await incidents.ReportAsync(ChainIncidentKind.DeepReorganisation, "", detail, now, cancellationToken);
    }
}
