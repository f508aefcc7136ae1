using System.Buffers;
using CitizenBonds.Data;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Ledger;

/// <summary>
/// The whole ledger up to one transfer, as <c>citizenbonds-verify ledger</c> reads it. The three files agree with each
/// other whenever they are fetched, because each stops at the same transfer. Written in batches: memory does not grow.
/// </summary>
public sealed class LedgerExport(IDbContextFactory<PortalContext> contexts)
{
    private const int Batch = 5_000;

    // The totals of now less what was booked later, in one statement and so of one moment.
    private const string AccountsSql = """
        select a.id, a.pseudonym, a.kind, a.asset_id as Asset, a.may_go_negative as MayGoNegative,
            a.debits - coalesce(d.later, 0)::bigint as Debits, a.credits - coalesce(c.later, 0)::bigint as Credits
        from portal.accounts a
        left join (select debit_account as id, sum(amount) as later from portal.transfers
            where id > @Through group by debit_account) d on d.id = a.id
        left join (select credit_account as id, sum(amount) as later from portal.transfers
            where id > @Through group by credit_account) c on c.id = a.id
        where a.id > @After order by a.id limit @Batch
        """;

    /// <summary>The newest transfer in a sealed block; zero when nothing is sealed.</summary>
    public async Task<long> SealedThroughAsync(CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        return await BlockStore.LastAsync(portal, cancellationToken) is { } head ? head.FirstId + head.Count - 1 : 0;
    }

    public async Task WriteTransfersAsync(Stream output, long through, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await WriteAsync(
            output,
            async last => await BlockStore.AfterAsync(
                portal, last, (int)Math.Clamp(through - Math.Max(0, last), 0, Batch), cancellationToken),
            (lines, transfer) => lines.Write(transfer),
            transfer => transfer.Id,
            cancellationToken);
    }

    public async Task WriteAccountsAsync(Stream output, long through, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await WriteAsync(
            output,
            async last => (await portal.Database.GetDbConnection().QueryAsync<AccountLine>(new CommandDefinition(
                AccountsSql, new { Through = through, After = last, Batch },
                cancellationToken: cancellationToken))).AsList(),
            (lines, account) => lines.Write(account.ToExported()),
            account => account.Id,
            cancellationToken);
    }

    public async Task WriteBlocksAsync(Stream output, long through, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        await WriteAsync(
            output,
            last => portal.Blocks.AsNoTracking()
                .Where(row => row.Height > last && row.FirstId + row.Count - 1 <= through)
                .OrderBy(row => row.Height)
                .Take(Batch)
                .ToListAsync(cancellationToken),
            (lines, row) => lines.Write(BlockStore.ToBlock(row)),
            row => row.Height,
            cancellationToken);
    }

    private static async Task WriteAsync<TRow>(
        Stream output,
        Func<long, Task<List<TRow>>> nextAfter,
        Action<LedgerLineWriter, TRow> write,
        Func<TRow, long> keyOf,
        CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var lines = new LedgerLineWriter(buffer);
        var last = -1L; // Below every key: blocks count from zero or one.
        while (await nextAfter(last) is { Count: > 0 } rows)
        {
            foreach (var row in rows) write(lines, row);
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
            last = keyOf(rows[^1]);
        }
    }

    private sealed class AccountLine
    {
        public long Id { get; init; }
        public string Pseudonym { get; init; } = "";
        public short Kind { get; init; }
        public long Asset { get; init; }
        public bool MayGoNegative { get; init; }
        public long Debits { get; init; }
        public long Credits { get; init; }

        public ExportedAccount ToExported() => new(
            Id, Pseudonym, (AccountKind)Kind, Asset, Debits, Credits, MayGoNegative);
    }
}
