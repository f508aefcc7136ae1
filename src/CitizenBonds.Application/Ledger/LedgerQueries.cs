using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Ledger;

/// <summary>The public ledger. Pages are cut by key, so the millionth page costs what the first does.</summary>
public sealed class LedgerQueries(IDbContextFactory<PortalContext> contexts)
{
    public const int LinesPerPage = 50;

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

    /// <returns>The newest lines of a series whose id is known.</returns>
    internal static async Task<IReadOnlyList<LedgerLine>> LatestOfAsync(
        PortalContext portal, long seriesId, int linesMax, CancellationToken cancellationToken) =>
        (await RowsAsync(portal, LedgerSql.LatestOf(seriesId, linesMax), cancellationToken))
            .ConvertAll(row => row.ToLine());

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
