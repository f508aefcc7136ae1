using System.Data.Common;
using CitizenBonds.Domain.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Data.Ledger;

/// <content>
/// Payments to many holders at once, inside the database, from the list the run keeps. While one step books its
/// transfers behind the head of the ledger, the next one can already add to its balances. </content>
public static partial class LedgerWriter
{
    /// <summary>Accounts there may be for each one paid, for reading them all to be worth it.</summary>
    private const int DenseSpan = 4;

    /// <summary>Pays one step of a run and marks it paid in the same transaction.</summary>
    /// <returns>Null when there is no such step or it is paid; then nothing was written.</returns>
    public static async Task<PaidStep?> PayStepAsync(
        PortalContext portal, PaymentStep step, CancellationToken cancellationToken)
    {
        var connection = portal.Database.GetDbConnection();
        var transaction = portal.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("A payment needs the transaction of its use case.");
        if (await ClaimAsync(connection, transaction, step, cancellationToken) is not { } paid) return null;

        var retires = step.IssuanceAccountId is not null;
        await connection.ExecuteAsync(new CommandDefinition(
            string.Join(';', Statements(retires, paid)),
            new
            {
                step.RunId,
                step.Number,
                step.SeriesId,
                step.AssetId,
                step.PoolAccountId,
                step.IssuanceAccountId,
                Reason = (short)step.Reason,
                RetiredReason = (short)LedgerReason.TokensRetired,
                step.Reference,
                BookedAt = step.BookedAt.UtcDateTime,
                paid.Holders,
                paid.Payments,
                paid.Tokens,
                paid.Yen,
                paid.FirstAccount,
                paid.LastAccount,
            },
            transaction,
            cancellationToken: cancellationToken));
        return paid;
    }

    /// <remarks>A second payer of the same step waits here for the first, and then finds it paid.</remarks>
    private static Task<PaidStep?> ClaimAsync(
        DbConnection connection, DbTransaction transaction, PaymentStep step, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<PaidStep>(new CommandDefinition(
            """
            with claimed as (
                update portal.payment_steps set paid_at = @BookedAt
                where run_id = @RunId and number = @Number and paid_at is null
                returning payouts, quantities, yen
            )
            select s.holders, s.payments, s.tokens, s.yen,
                payouts[1] as FirstAccount, payouts[cardinality(payouts)] as LastAccount
            from claimed, lateral (
                select count(*)::int as holders, (count(*) filter (where u.yen > 0))::int as payments,
                    sum(u.quantity)::bigint as tokens, sum(u.yen)::bigint as yen
                from unnest(quantities, yen) as u(quantity, yen)
            ) s
            """,
            new { BookedAt = step.BookedAt.UtcDateTime, step.RunId, step.Number },
            transaction,
            cancellationToken: cancellationToken));

    /// <remarks>
    /// Balances first, then the head of the ledger and all that waits behind it; nobody else touches a pool, an
    /// issuance account or the run's own row outside of that.
    /// </remarks>
    private static IEnumerable<string> Statements(bool retires, PaidStep paid)
    {
        if (paid.Payments > 0)
            yield return IsDense(paid) ? $"{MergeOnly};{CreditHolders};{AnyJoin}" : CreditHolders;
        if (retires) yield return DebitTokens;
        if (paid.Payments > 0)
        {
            yield return AdvanceHeadFor("Payments");
            yield return InsertPayments;
            yield return InsertPaymentRange;
        }

        if (retires)
        {
            yield return AdvanceHeadFor("Holders");
            yield return InsertRetirements;
            yield return InsertRetirementRange;
            yield return "update portal.accounts set credits = credits + @Tokens where id = @IssuanceAccountId";
        }

        yield return "update portal.accounts set debits = debits + @Yen where id = @PoolAccountId";
        yield return """
            update portal.payment_runs set paid_yen = paid_yen + @Yen, paid_holders = paid_holders + @Holders
            where id = @RunId
            """;
    }

    // The database cannot know how many holders a step has. Where most accounts in between are paid, reading all of
    // them in order is faster than looking each one up.
    private const string MergeOnly = "set local enable_nestloop = off; set local enable_hashjoin = off";
    private const string AnyJoin = "set local enable_nestloop to default; set local enable_hashjoin to default";

    private static bool IsDense(PaidStep paid) =>
        (paid.LastAccount - paid.FirstAccount) / DenseSpan < paid.Payments;

    // The order of the accounts is the order in which they are locked. Without the bounds every step would read all
    // accounts below its own.
    private const string CreditHolders = """
        update portal.accounts a set credits = a.credits + p.yen
        from (
            select p.payout, sum(p.yen)::bigint as yen
            from portal.payment_steps s, unnest(s.payouts, s.yen) as p(payout, yen)
            where s.run_id = @RunId and s.number = @Number and p.yen > 0
            group by p.payout order by p.payout
        ) p
        where a.id = p.payout and a.id between @FirstAccount and @LastAccount
        """;

    private const string DebitTokens = """
        update portal.accounts a set debits = a.debits + p.quantity
        from (
            select p.account, p.quantity
            from portal.payment_steps s, unnest(s.accounts, s.quantities) as p(account, quantity)
            where s.run_id = @RunId and s.number = @Number
            order by p.account
        ) p
        where a.id = p.account
        """;

    // In order of the account credited, as the list is: a payment is found by a search in its range.
    private const string InsertPayments = """
        insert into portal.transfers
            (id, debit_account, credit_account, amount, asset_id, series_id, reason, reference, booked_at)
        select h.last_transfer_id - @Payments + row_number() over (), @PoolAccountId, p.payout, p.yen, 1,
            @SeriesId, @Reason, @Reference, h.last_booked_at
        from portal.ledger_head h, portal.payment_steps s, unnest(s.payouts, s.yen) as p(payout, yen)
        where s.run_id = @RunId and s.number = @Number and p.yen > 0
        """;

    private const string InsertPaymentRange = $"""
        insert into portal.transfer_ranges
            (first_id, last_id, debit_account, series_id, reason, lowest_credit, highest_credit, credit_marks)
        select r.first, r.last, @PoolAccountId, @SeriesId, @Reason, l.credit_account, h.credit_account,
            array(select t.credit_account from generate_series(r.first, r.last, {TransferRanges.MarkEvery}) n(id)
                join portal.transfers t on t.id = n.id order by n.id)
        from (
            select last_transfer_id - @Payments + 1 as first, last_transfer_id as last from portal.ledger_head
        ) r
        join portal.transfers l on l.id = r.first
        join portal.transfers h on h.id = r.last
        """;

    private const string InsertRetirements = """
        insert into portal.transfers
            (id, debit_account, credit_account, amount, asset_id, series_id, reason, reference, booked_at)
        select h.last_transfer_id - @Holders + row_number() over (), p.account, @IssuanceAccountId, p.quantity,
            @AssetId, @SeriesId, @RetiredReason, @Reference, h.last_booked_at
        from portal.ledger_head h, portal.payment_steps s, unnest(s.accounts, s.quantities) as p(account, quantity)
        where s.run_id = @RunId and s.number = @Number
        """;

    private const string InsertRetirementRange = """
        insert into portal.transfer_ranges (first_id, last_id, credit_account, series_id, reason)
        select last_transfer_id - @Holders + 1, last_transfer_id, @IssuanceAccountId, @SeriesId, @RetiredReason
        from portal.ledger_head
        """;

    private static string AdvanceHeadFor(string count) =>
        $"""
        update portal.ledger_head
        set last_transfer_id = last_transfer_id + @{count}, last_booked_at = greatest(last_booked_at, @BookedAt)
        """;
}
