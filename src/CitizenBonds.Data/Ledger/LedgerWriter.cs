using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace CitizenBonds.Data.Ledger;

/// <summary>
/// The only class that books transfers. It works in the transaction of the use case that calls it, after everything
/// else that may be refused: first the accounts are locked in order of id, then the head of the ledger, so numbers
/// are gapless and in order of commit, no transfer is booked before the one it follows, and two postings cannot lock
/// each other out.
/// </summary>
public static partial class LedgerWriter
{
    public const int TransfersPerPostingMax = 2_000_000;
    public const int ReferenceLengthMax = 100;

    /// <returns>
    /// Null when booked; otherwise the first account, by id, that holds too little, and nothing was written.
    /// </returns>
    public static async Task<LedgerShortfall?> PostAsync(
        PortalContext portal, IReadOnlyList<NewTransfer> transfers, DateTimeOffset bookedAt,
        CancellationToken cancellationToken) =>
        (await PostNumberedAsync(portal, transfers, bookedAt, cancellationToken)).Shortfall;

    /// <summary>As <see cref="PostAsync"/>, for a caller that refers to the transfers by number.</summary>
    public static async Task<LedgerPosting> PostNumberedAsync(
        PortalContext portal, IReadOnlyList<NewTransfer> transfers, DateTimeOffset bookedAt,
        CancellationToken cancellationToken)
    {
        if (transfers.Count == 0) return new LedgerPosting(0, Shortfall: null);
        Check(transfers);
        var connection = (NpgsqlConnection)portal.Database.GetDbConnection();
        var transaction = (NpgsqlTransaction?)portal.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("A posting needs the transaction of its use case.");
        var changes = AccountChange.Sum(transfers);
        var accounts = await LockAsync(connection, transaction, changes, cancellationToken);
        var assets = AssetOf(transfers, accounts);
        if (FindShortfall(changes, accounts) is { } shortfall) return new LedgerPosting(0, shortfall);

        var last = await WriteAsync(
            connection, transaction, transfers, assets, changes, bookedAt, cancellationToken);
        return new LedgerPosting(last - transfers.Count + 1, Shortfall: null);
    }

    private static void Check(IReadOnlyList<NewTransfer> transfers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(transfers.Count, TransfersPerPostingMax);
        foreach (var transfer in transfers)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(transfer.Amount, 0);
            ArgumentOutOfRangeException.ThrowIfEqual(transfer.CreditAccount, transfer.DebitAccount);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(transfer.Reference.Length, ReferenceLengthMax);
        }
    }

    private static async Task<Dictionary<long, LockedAccount>> LockAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        List<AccountChange> changes,
        CancellationToken cancellationToken)
    {
        const string Sql = """
            select id, asset_id, may_go_negative, debits, credits from portal.accounts
            where id = any($1) order by id for update
            """;
        await using var command = new NpgsqlCommand(Sql, connection, transaction);
        command.Parameters.AddWithValue(changes.Select(change => change.AccountId).ToArray());
        var accounts = new Dictionary<long, LockedAccount>(changes.Count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            accounts.Add(reader.GetInt64(0), new LockedAccount(
                reader.GetInt64(1), reader.GetBoolean(2), reader.GetInt64(3), reader.GetInt64(4)));
        }

        return accounts;
    }

    private static long[] AssetOf(IReadOnlyList<NewTransfer> transfers, Dictionary<long, LockedAccount> accounts)
    {
        var assets = new long[transfers.Count];
        for (var i = 0; i < assets.Length; i++)
        {
            var (debit, credit) = (transfers[i].DebitAccount, transfers[i].CreditAccount);
            if (!accounts.TryGetValue(debit, out var from))
                throw new ArgumentException($"There is no account {debit}.");
            if (!accounts.TryGetValue(credit, out var to))
                throw new ArgumentException($"There is no account {credit}.");
            if (from.AssetId != to.AssetId)
                throw new ArgumentException($"Accounts {debit} and {credit} hold different assets.");
            assets[i] = from.AssetId;
        }

        return assets;
    }

    private static LedgerShortfall? FindShortfall(
        List<AccountChange> changes, Dictionary<long, LockedAccount> accounts)
    {
        foreach (var change in changes)
        {
            var account = accounts[change.AccountId];
            var available = account.Credits - account.Debits;
            var after = checked(available + change.Credits - change.Debits);
            // An account that already stands below zero by permission may still receive.
            if (!account.MayGoNegative && after < 0) return new LedgerShortfall(change.AccountId, available, -after);
        }

        return null;
    }

    /// <returns>The number of the last transfer written.</returns>
    private static async Task<long> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<NewTransfer> transfers,
        long[] assets,
        List<AccountChange> changes,
        DateTimeOffset bookedAt,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(UpdateAccounts(changes));
        batch.BatchCommands.Add(AdvanceHead(transfers.Count, bookedAt));
        batch.BatchCommands.Add(InsertTransfers(transfers, assets));
        if (transfers.Any(transfer => TransferRanges.Include(transfer.Reason)))
            batch.BatchCommands.Add(NameRanges(transfers.Count));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var last = reader.GetInt64(0);
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return last;
    }

    private static NpgsqlBatchCommand UpdateAccounts(List<AccountChange> changes)
    {
        const string Sql = """
            update portal.accounts a set debits = a.debits + x.debits, credits = a.credits + x.credits
            from unnest($1, $2, $3) as x(id, debits, credits) where a.id = x.id
            """;
        var command = new NpgsqlBatchCommand(Sql);
        Add(command, changes.Select(change => change.AccountId));
        Add(command, changes.Select(change => change.Debits));
        Add(command, changes.Select(change => change.Credits));
        return command;
    }

    private static NpgsqlBatchCommand AdvanceHead(int count, DateTimeOffset bookedAt)
    {
        const string Sql = """
            update portal.ledger_head
            set last_transfer_id = last_transfer_id + $1, last_booked_at = greatest(last_booked_at, $2)
            returning last_transfer_id
            """;
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = (long)count });
        command.Parameters.Add(new NpgsqlParameter { Value = bookedAt.UtcDateTime });
        return command;
    }

    private static NpgsqlBatchCommand NameRanges(int count)
    {
        const string Sql = $"""
            insert into portal.transfer_ranges (first_id, last_id, debit_account, credit_account, series_id, reason,
                lowest_credit, highest_credit, credit_marks)
            select t.id, t.id, case when not t.{TransferRanges.HasOwnDebit} then t.debit_account end,
                case when t.{TransferRanges.HasOwnDebit} then t.credit_account end, t.series_id, t.reason,
                paid.account, paid.account, case when paid.account is not null then array[paid.account] end
            from portal.transfers t
            cross join lateral (
                select case when not t.{TransferRanges.HasOwnDebit} then t.credit_account end) paid(account)
            where t.id > (select last_transfer_id - $1 from portal.ledger_head) and t.reason in {TransferRanges.Reasons}
            """;
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter { Value = (long)count });
        return command;
    }

    private static NpgsqlBatchCommand InsertTransfers(IReadOnlyList<NewTransfer> transfers, long[] assets)
    {
        const string Sql = """
            insert into portal.transfers
                (id, debit_account, credit_account, amount, asset_id, series_id, reason, reference, booked_at)
            select h.last_transfer_id - $8 + x.n,
                x.debit, x.credit, x.amount, x.asset, x.series, x.reason, x.reference, h.last_booked_at
            from portal.ledger_head h,
                unnest($1, $2, $3, $4, $5, $6, $7) with ordinality
                    as x(debit, credit, amount, asset, series, reason, reference, n)
            """;
        var command = new NpgsqlBatchCommand(Sql);
        Add(command, transfers.Select(transfer => transfer.DebitAccount));
        Add(command, transfers.Select(transfer => transfer.CreditAccount));
        Add(command, transfers.Select(transfer => transfer.Amount));
        Add(command, assets);
        Add(command, transfers.Select(transfer => transfer.SeriesId));
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = transfers.Select(transfer => (short)transfer.Reason).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Smallint,
        });
        command.Parameters.Add(
            new NpgsqlParameter { Value = transfers.Select(transfer => transfer.Reference).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = (long)transfers.Count });
        return command;
    }

    private static void Add(NpgsqlBatchCommand command, IEnumerable<long> values) =>
        command.Parameters.Add(new NpgsqlParameter { Value = values.ToArray() });

    private readonly record struct LockedAccount(long AssetId, bool MayGoNegative, long Debits, long Credits);
}
