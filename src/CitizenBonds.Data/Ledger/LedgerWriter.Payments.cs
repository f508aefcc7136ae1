using System.Data.Common;
using CitizenBonds.Domain.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Data.Ledger;

/// <content>
/// Payments to many holders at once, inside the database: who held how much at the record moment is read from the
/// ledger itself, so a run that was interrupted finds the same holders and amounts again. </content>
public static partial class LedgerWriter
{
    /// <summary>
    /// Quantities held at the record moment, for accounts after $after: what is there now less what came later.
    /// </summary>
    private const string HoldersAtRecord = """
        select a.id as account_id, a.payout_account_id, a.credits - a.debits - coalesce(later.net, 0) as quantity
        from portal.accounts a
        left join (
            select m.account_id, sum(m.amount) as net from (
                select credit_account as account_id, amount from portal.transfers
                where series_id = @SeriesId and asset_id = @AssetId and booked_at > @RecordAt
                union all
                select debit_account, -amount from portal.transfers
                where series_id = @SeriesId and asset_id = @AssetId and booked_at > @RecordAt
            ) m group by m.account_id
        ) later on later.account_id = a.id
        where a.asset_id = @AssetId and a.kind = @HoldingKind
        """;

    /// <returns>How many accounts held each quantity at the record moment; zero is left out.</returns>
    public static async Task<IReadOnlyDictionary<long, int>> CountHoldersByQuantityAsync(
        PortalContext portal, long seriesId, long assetId, DateTimeOffset recordAt, CancellationToken cancellationToken)
    {
        var rows = await portal.Database.GetDbConnection()
            .QueryAsync<(long Quantity, int Holders)>(new CommandDefinition(
            $"select quantity::bigint, count(*)::int from ({HoldersAtRecord}) h where quantity > 0 group by quantity",
            new { SeriesId = seriesId, AssetId = assetId, RecordAt = recordAt.UtcDateTime, HoldingKind },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Quantity, row => row.Holders);
    }

    /// <summary>
    /// Pays the next holders. The caller records <see cref="PaidChunk.LastAccountId"/> in the same transaction.
    /// </summary>
    public static async Task<PaidChunk> PayHoldersAsync(
        PortalContext portal, PaymentChunk chunk, CancellationToken cancellationToken)
    {
        var connection = portal.Database.GetDbConnection();
        var transaction = portal.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("A payment needs the transaction of its use case.");
        var paid = await CollectAsync(connection, transaction, chunk, cancellationToken);
        if (paid.HoldersPaid == 0) return paid;

        await RunAsync(connection, transaction, CreditHolders, chunk, cancellationToken);
        if (chunk.IssuanceAccountId is not null)
            await RunAsync(connection, transaction, DebitTokens, chunk, cancellationToken);
        await RunAsync(connection, transaction, InsertPayments, chunk, cancellationToken);
        if (chunk.IssuanceAccountId is not null)
            await RunAsync(connection, transaction, InsertRetirements, chunk, cancellationToken);
        await DebitPoolAsync(connection, transaction, chunk, paid, cancellationToken);
        return paid;
    }

    private const short HoldingKind = (short)AccountKind.Holding;

    private const string Collect = $"""
        create temp table paying on commit drop as
        select row_number() over (order by h.account_id) as n, h.*, y.yen
        from ({HoldersAtRecord} and a.id > @AfterAccountId order by a.id limit @AccountsMax) h
        left join unnest(@Quantities, @Yen) as y(quantity, yen) on y.quantity = h.quantity
        """;

    // Locks cash accounts in order of id before anything is added to them.
    private const string CreditHolders = """
        with locked as (
            select a.id, p.yen from portal.accounts a join (
                select payout_account_id, sum(yen) as yen from paying where yen > 0 group by payout_account_id
            ) p on p.payout_account_id = a.id order by a.id for update of a
        )
        update portal.accounts a set credits = a.credits + locked.yen from locked where a.id = locked.id
        """;

    private const string DebitTokens = """
        update portal.accounts a set debits = a.debits + p.quantity
        from paying p where a.id = p.account_id and p.quantity > 0
        """;

    private const string InsertPayments = """
        with paid as (select row_number() over (order by n) as n, payout_account_id, yen from paying where yen > 0),
        head as (
            update portal.ledger_head set last_transfer_id = last_transfer_id + (select count(*) from paid)
            returning last_transfer_id - (select count(*) from paid) as base
        )
        insert into portal.transfers
            (id, debit_account, credit_account, amount, asset_id, series_id, reason, reference, booked_at)
        select head.base + paid.n, @PoolAccountId, paid.payout_account_id, paid.yen, 1,
            @SeriesId, @Reason, @Reference, @BookedAt
        from paid, head order by paid.n
        """;

    private const string InsertRetirements = """
        with held as (select row_number() over (order by n) as n, account_id, quantity from paying where quantity > 0),
        head as (
            update portal.ledger_head set last_transfer_id = last_transfer_id + (select count(*) from held)
            returning last_transfer_id - (select count(*) from held) as base
        )
        insert into portal.transfers
            (id, debit_account, credit_account, amount, asset_id, series_id, reason, reference, booked_at)
        select head.base + held.n, held.account_id, @IssuanceAccountId, held.quantity, @AssetId, @SeriesId,
            @RetiredReason, @Reference, @BookedAt
        from held, head order by held.n
        """;

    private static async Task<PaidChunk> CollectAsync(
        DbConnection connection, DbTransaction transaction, PaymentChunk chunk, CancellationToken cancellationToken)
    {
        await RunAsync(connection, transaction, Collect, chunk, cancellationToken);
        return await connection.QuerySingleAsync<PaidChunk>(new CommandDefinition(
            """
            select max(account_id) as LastAccountId, count(*) filter (where quantity > 0)::int as HoldersPaid,
                coalesce(sum(yen), 0)::bigint as YenPaid
            from paying
            """,
            transaction: transaction,
            cancellationToken: cancellationToken));
    }

    /// <remarks>
    /// After the head of the ledger: nobody else touches a pool or an issuance account while its run goes on.
    /// </remarks>
    private static async Task DebitPoolAsync(
        DbConnection connection,
        DbTransaction transaction,
        PaymentChunk chunk,
        PaidChunk paid,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            update portal.accounts set debits = debits + @YenPaid where id = @PoolAccountId;
            update portal.accounts
            set credits = credits + (select coalesce(sum(quantity), 0) from paying where quantity > 0)
            where id = @IssuanceAccountId;
            """;
        await connection.ExecuteAsync(new CommandDefinition(
            Sql,
            new { paid.YenPaid, chunk.PoolAccountId, IssuanceAccountId = chunk.IssuanceAccountId ?? 0 },
            transaction,
            cancellationToken: cancellationToken));
    }

    private static Task<int> RunAsync(
        DbConnection connection, DbTransaction transaction, string sql, PaymentChunk chunk,
        CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            sql,
            new
            {
                chunk.SeriesId,
                chunk.AssetId,
                RecordAt = chunk.RecordAt.UtcDateTime,
                HoldingKind,
                chunk.PoolAccountId,
                chunk.AfterAccountId,
                chunk.AccountsMax,
                Quantities = chunk.YenByQuantity.Keys.ToArray(),
                Yen = chunk.YenByQuantity.Values.ToArray(),
                Reason = (short)chunk.Reason,
                RetiredReason = (short)LedgerReason.TokensRetired,
                chunk.Reference,
                BookedAt = chunk.BookedAt.UtcDateTime,
                IssuanceAccountId = chunk.IssuanceAccountId ?? 0,
            },
            transaction,
            cancellationToken: cancellationToken));
}
