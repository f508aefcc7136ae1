using System.Collections.Concurrent;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Ledger;

/// <summary>The public ledger. Pages are cut by key, so the millionth page costs what the first does.</summary>
public sealed class LedgerQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int LinesPerPage = 50;

    private const int SealedKeptMax = 20_000;

    private readonly ConcurrentDictionary<long, LedgerLine> _sealed = new();

    public async Task<LedgerPage> FindAsync(LedgerFilter filter, int linesMax, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var query = await LedgerSql.ForAsync(portal, filter, linesMax + 1, cancellationToken);
        if (query is null) return new LedgerPage([], HasOlder: false, HasNewer: false);
        var rows = await RowsAsync(portal, query, cancellationToken);
        var hasMore = rows.Count > linesMax;
        if (hasMore) rows.RemoveAt(linesMax);
        var isForward = filter.After is null;
        if (!isForward) rows.Reverse();
        return new LedgerPage(
            rows.ConvertAll(row => row.ToLine()),
            HasOlder: isForward ? hasMore : rows.Count > 0,
            HasNewer: isForward ? filter.Before is not null : hasMore);
    }

    /// <returns>The lines of these numbers, in their order.</returns>
    /// <remarks>Nothing of a line changes once it is in a block, so those are asked for once.</remarks>
    internal async Task<IReadOnlyList<LedgerLine>> LinesAsync(
        IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var lines = ids.Select(id => _sealed.GetValueOrDefault(id)).ToArray();
        if (Array.IndexOf(lines, null) < 0) return lines!; // None is missing.
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await RowsAsync(portal, LedgerSql.Of(ids), cancellationToken);
        if (_sealed.Count >= SealedKeptMax) _sealed.Clear();
        var found = rows.ConvertAll(row => row.ToLine());
        foreach (var line in found.Where(line => line.BlockHeight is not null)) _sealed[line.Id] = line;
        return found;
    }

    public async Task<LedgerLine?> FindTransferAsync(long id, CancellationToken cancellationToken)
    {
        var page = await FindAsync(new LedgerFilter(Before: id + 1), 1, cancellationToken);
        return page.Lines.FirstOrDefault(line => line.Id == id);
    }

    public async Task<BlockView?> HeadAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await BlockStore.LastAsync(portal, cancellationToken) is { } row ? ToView(row) : null;
    }

    public async Task<BlockView?> FindBlockAsync(long height, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await portal.Blocks.AsNoTracking()
            .SingleOrDefaultAsync(block => block.Height == height, cancellationToken);
        return row is null ? null : ToView(row);
    }

    /// <returns>Newest first, older than <paramref name="before"/>.</returns>
    public async Task<IReadOnlyList<BlockView>> FindBlocksAsync(long? before, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await portal.Blocks.AsNoTracking()
            .Where(row => before == null || row.Height < before)
            .OrderByDescending(row => row.Height)
            .Take(LinesPerPage)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(ToView);
    }

    private static async Task<List<LedgerRow>> RowsAsync(
        PortalContext portal, LedgerSql query, CancellationToken cancellationToken) =>
        (await portal.Database.GetDbConnection().QueryAsync<LedgerRow>(new CommandDefinition(
            query.Sql, query.Parameters, cancellationToken: cancellationToken))).AsList();

    private static BlockView ToView(BlockRow row) => new(
        row.Height,
        Convert.ToHexStringLower(row.Hash),
        Convert.ToHexStringLower(row.PreviousHash),
        Convert.ToHexStringLower(row.MerkleRoot),
        Convert.ToHexStringLower(row.TreeRoot),
        row.FirstId,
        row.Count,
        row.SealedAt);
}
