using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Ledger;
using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CitizenBonds.Data.Ledger;

/// <summary>
/// Who held how much at a record moment, read from the ledger itself, and the list of it that a payment run keeps.
/// </summary>
public static class PaymentHolders
{
    /// <summary>Holders in one step: few steps for a million, and no other posting waits long.</summary>
    public const int PerStepMax = 50_000;

    // What is outside is paid as a whole to the account of yen owed there.
    private static readonly short[] PaidKinds =
        [(short)AccountKind.Holding, (short)AccountKind.OnChain, (short)AccountKind.Suspense];

    // Set aside for an order to sell, or to be sold back: still the holder's.
    private static readonly short[] SetAsideKinds = [(short)AccountKind.OrderHold, (short)AccountKind.OptionHold];

    /// <summary>
    /// What is there now, tokens set aside included, less what came later. Both are few beside the
    /// holders, and summed up before they are joined to them.
    /// </summary>
    private const string AtRecord = $"""
        select a.id as account, a.payout_account_id as payout,
            a.credits - a.debits + coalesce(moved.quantity, 0) as quantity
        from portal.accounts a
        left join (
            select x.owner_kind, x.owner_id, sum(x.quantity)::bigint as quantity
            from (
                select o.owner_kind, o.owner_id, o.credits - o.debits as quantity from portal.accounts o
                where o.asset_id = @AssetId and o.kind = any(@SetAsideKinds)
                union all
                select c.owner_kind, c.owner_id, m.quantity
                from (
                    select t.debit_account, t.credit_account, t.amount from portal.transfers t
                    where t.series_id = @SeriesId and t.asset_id = @AssetId and t.{TransferRanges.IsSingle}
                        and t.id >= (select portal.first_transfer_from(@AfterRecord))
                    union all
                    select t.debit_account, t.credit_account, t.amount from portal.transfer_ranges r
                    join portal.transfers t on t.id between r.first_id and r.last_id
                    where r.series_id = @SeriesId and t.asset_id = @AssetId
                        and r.first_id >= (select portal.first_transfer_from(@AfterRecord))
                ) t
                cross join lateral (values (t.credit_account, -t.amount), (t.debit_account, t.amount))
                    m(account, quantity)
                join portal.accounts c on c.id = m.account
            ) x
            group by x.owner_kind, x.owner_id
        ) moved on moved.owner_kind = a.owner_kind and moved.owner_id = a.owner_id
        where a.asset_id = @AssetId and a.kind = any(@PaidKinds)
        """;

    // The right to sell back cannot be used after the record moment, so what is set aside then is there now.
    private static readonly string SoldBack = $"""
        select a.id as account, a.payout_account_id as payout, a.credits - a.debits as quantity
        from portal.accounts a where a.asset_id = @AssetId and a.kind = {(short)AccountKind.OptionHold}
        """;

    // Cut in order of the account that is paid: steps side by side then never touch the same one. The list is made in
    // one piece and cut afterwards, because numbering a million rows costs as much as finding them.
    // A million holders are sorted in memory, for which the server's usual allowance is too small.
    private static string Record(PaymentKind kind) => $"""
        set local work_mem = '128MB';
        with list as materialized (
            select array_agg(account) as accounts, array_agg(payout) as payouts, array_agg(quantity) as quantities
            from (select h.* from ({PaidBy(kind)}) h where h.quantity > 0 order by h.payout, h.account) h
        )
        insert into portal.payment_steps (run_id, number, accounts, payouts, quantities)
        select @RunId, s.number, accounts[first:first + @PerStepMax - 1], payouts[first:first + @PerStepMax - 1],
            quantities[first:first + @PerStepMax - 1]
        from list, generate_series(1, cardinality(accounts), @PerStepMax) with ordinality as s(first, number)
        returning number;
        set local work_mem to default
        """;

    private static string PaidBy(PaymentKind kind) => kind == PaymentKind.Buyback ? SoldBack : AtRecord;

    private const string Quantities =
        "select quantities from portal.payment_steps where run_id = @RunId and number = @Step";

    private const string KeepYen =
        "update portal.payment_steps set yen = @Yen where run_id = @RunId and number = @Step";

    /// <returns>How many accounts a payment of this kind pays for each quantity; zero is left out.</returns>
    public static async Task<IReadOnlyDictionary<long, int>> CountByQuantityAsync(
        PortalContext portal, PaymentKind kind, long seriesId, long assetId, DateTimeOffset recordAt,
        CancellationToken cancellationToken)
    {
        var rows = await portal.Database.GetDbConnection().QueryAsync<(long Quantity, int Holders)>(
            new CommandDefinition(
                $"select quantity, count(*)::int from ({PaidBy(kind)}) h where quantity > 0 group by quantity",
                new
                {
                    SeriesId = seriesId, AssetId = assetId, AfterRecord = After(recordAt), PaidKinds, SetAsideKinds,
                },
                portal.Database.CurrentTransaction?.GetDbTransaction(),
                cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Quantity, row => row.Holders);
    }

    /// <returns>Investors with what they held at the record moment, in order of their ids; zero is left out.</returns>
    public static async Task<IReadOnlyList<(long InvestorId, long Tokens)>> HoldersAsync(
        PortalContext portal, long seriesId, long assetId, DateTimeOffset recordAt, CancellationToken cancellationToken)
    {
        var rows = await portal.Database.GetDbConnection().QueryAsync<(long InvestorId, long Tokens)>(
            new CommandDefinition(
                $"""
                select o.owner_id, h.quantity from ({AtRecord}) h join portal.accounts o on o.id = h.account
                where h.quantity > 0 and o.owner_kind = {(int)AccountOwner.Investor} order by o.owner_id
                """,
                new
                {
                    SeriesId = seriesId, AssetId = assetId, AfterRecord = After(recordAt), PaidKinds, SetAsideKinds,
                },
                portal.Database.CurrentTransaction?.GetDbTransaction(),
                cancellationToken: cancellationToken));
        return rows.AsList();
    }

    /// <summary>Writes down every holder of a run with quantity and amount, cut into steps.</summary>
    /// <param name="yenFor">What a quantity held is paid, from the one formula of Domain.</param>
    /// <returns>How many hold, and what all of them are paid.</returns>
    public static async Task<(int Holders, long Yen)> RecordAsync(
        PortalContext portal, PaymentKind kind, long runId, long seriesId, long assetId, DateTimeOffset recordAt,
        Func<long, long> yenFor, CancellationToken cancellationToken)
    {
        var connection = portal.Database.GetDbConnection();
        var transaction = portal.Database.CurrentTransaction?.GetDbTransaction();
        var steps = await connection.QueryAsync<int>(new CommandDefinition(
            Record(kind),
            new
            {
                RunId = runId,
                SeriesId = seriesId,
                AssetId = assetId,
                AfterRecord = After(recordAt),
                PaidKinds,
                SetAsideKinds,
                PerStepMax,
            },
            transaction,
            cancellationToken: cancellationToken));
        var (holders, total) = (0, 0L);
        foreach (var step in steps)
        {
            var key = new { RunId = runId, Step = step };
            var amounts = await connection.QuerySingleAsync<long[]>(new CommandDefinition(
                Quantities, key, transaction, cancellationToken: cancellationToken));
            for (var i = 0; i < amounts.Length; i++)
            {
                amounts[i] = yenFor(amounts[i]);
                total = checked(total + amounts[i]);
            }

            holders += amounts.Length;
            await connection.ExecuteAsync(new CommandDefinition(
                KeepYen, new { key.RunId, key.Step, Yen = amounts }, transaction,
                cancellationToken: cancellationToken));
        }

        return (holders, total);
    }

    /// <returns>The numbers of the steps still to be paid, in order.</returns>
    public static async Task<IReadOnlyList<int>> UnpaidStepsAsync(
        PortalContext portal, long runId, CancellationToken cancellationToken) =>
        (await portal.Database.GetDbConnection().QueryAsync<int>(new CommandDefinition(
            "select number from portal.payment_steps where run_id = @RunId and paid_at is null order by number",
            new { RunId = runId },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken))).AsList();

    private static DateTime After(DateTimeOffset recordAt) => recordAt.UtcDateTime.AddMicroseconds(1);
}
