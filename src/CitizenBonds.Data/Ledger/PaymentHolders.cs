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

    private const short OrderHoldKind = (short)AccountKind.OrderHold;

    /// <summary>What is there now, tokens set aside for orders to sell included, less what came later.</summary>
    private const string AtRecord = $"""
        select a.id as account, a.payout_account_id as payout,
            a.credits - a.debits + coalesce(offered.quantity, 0) - coalesce(later.net, 0) as quantity
        from portal.accounts a
        left join (
            select o.owner_kind, o.owner_id, o.credits - o.debits as quantity from portal.accounts o
            where o.asset_id = @AssetId and o.kind = @OrderHoldKind
        ) offered on offered.owner_kind = a.owner_kind and offered.owner_id = a.owner_id
        left join (
            select c.owner_kind, c.owner_id, sum(m.amount)::bigint as net
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
            cross join lateral (values (t.credit_account, t.amount), (t.debit_account, -t.amount)) m(account, amount)
            join portal.accounts c on c.id = m.account
            group by c.owner_kind, c.owner_id
        ) later on later.owner_kind = a.owner_kind and later.owner_id = a.owner_id
        where a.asset_id = @AssetId and a.kind = any(@PaidKinds)
        """;

    // Cut in order of the account that is paid: steps side by side then never touch the same one.
    // A million holders are sorted in memory, for which the server's usual allowance is too small.
    private const string Record = $"""
        set local work_mem = '128MB';
        insert into portal.payment_steps (run_id, number, accounts, payouts, quantities, yen)
        select @RunId, number, array_agg(account), array_agg(payout), array_agg(quantity), array_agg(yen)
        from (
            select h.account, h.payout, h.quantity, y.yen,
                1 + (row_number() over (order by h.payout, h.account) - 1) / @PerStepMax as number
            from ({AtRecord}) h join unnest(@Quantities, @Yen) as y(quantity, yen) on y.quantity = h.quantity
        ) s
        group by number;
        set local work_mem to default
        """;

    /// <returns>How many accounts held each quantity at the record moment; zero is left out.</returns>
    public static async Task<IReadOnlyDictionary<long, int>> CountByQuantityAsync(
        PortalContext portal, long seriesId, long assetId, DateTimeOffset recordAt, CancellationToken cancellationToken)
    {
        var rows = await portal.Database.GetDbConnection().QueryAsync<(long Quantity, int Holders)>(
            new CommandDefinition(
                $"select quantity, count(*)::int from ({AtRecord}) h where quantity > 0 group by quantity",
                new
                {
                    SeriesId = seriesId, AssetId = assetId, AfterRecord = After(recordAt), PaidKinds, OrderHoldKind,
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
                    SeriesId = seriesId, AssetId = assetId, AfterRecord = After(recordAt), PaidKinds, OrderHoldKind,
                },
                portal.Database.CurrentTransaction?.GetDbTransaction(),
                cancellationToken: cancellationToken));
        return rows.AsList();
    }

    /// <summary>Writes down every holder of a run with quantity and amount, cut into steps.</summary>
    /// <param name="yenByQuantity">What each quantity held is paid, from the one formula of Domain.</param>
    public static async Task RecordAsync(
        PortalContext portal, long runId, long seriesId, long assetId, DateTimeOffset recordAt,
        IReadOnlyDictionary<long, long> yenByQuantity, CancellationToken cancellationToken) =>
        await portal.Database.GetDbConnection().ExecuteAsync(new CommandDefinition(
            Record,
            new
            {
                RunId = runId,
                SeriesId = seriesId,
                AssetId = assetId,
                AfterRecord = After(recordAt),
                PaidKinds,
                OrderHoldKind,
                PerStepMax,
                Quantities = yenByQuantity.Keys.ToArray(),
                Yen = yenByQuantity.Values.ToArray(),
            },
            portal.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));

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
