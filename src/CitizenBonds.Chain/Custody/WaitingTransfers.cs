using CitizenBonds.Chain.Abi;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Custody;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>What waits to be sent, with what our books know of each wallet and series.</summary>
internal static class WaitingTransfers
{
    private const int Max = 10_000;

    private static readonly string AllowedTopic = Hex.Of(Keccak256.Hash("AllowedChanged(address,bool)"u8));
    private static readonly string LockedTopic = Hex.Of(Keccak256.Hash("LockedChanged(address,bool)"u8));

    private const string Sql = """
        with waiting as materialized (
            select m.id, m.issue_id, m.wallet, m.quantity, m.is_alone, c.address as contract
            from portal.custody_movements m
            join portal.chain_contracts c on c.name = @Prefix || m.issue_id
            where m.state = @OnItsWay and m.direction = @ToWallet and m.transaction_id is null
            order by m.issue_id, m.id
            limit @Max),
        wallets as materialized (
            select d.contract, d.wallet, coalesce(allowed.is_so, false) as is_allowed,
                coalesce(locked.is_so, false) as is_locked
            from (select distinct contract, wallet from waiting) d
            left join lateral (
                select portal.chain_number(e.content, 0) = 1 as is_so from portal.chain_events e
                where e.topics[2] = '0x000000000000000000000000' || substr(d.wallet, 3) and e.topics[1] = @AllowedTopic
                    and e.contract = d.contract and e.block_number <= @Through
                order by e.block_number desc, e.log_index desc limit 1) allowed on true
            left join lateral (
                select portal.chain_number(e.content, 0) = 1 as is_so from portal.chain_events e
                where e.topics[2] = '0x000000000000000000000000' || substr(d.wallet, 3) and e.topics[1] = @LockedTopic
                    and e.contract = d.contract
                order by e.block_number desc, e.log_index desc limit 1) locked on true),
        series as materialized (
            select s.issue_id, exists (
                select from portal.payment_runs r
                where r.issue_id = s.issue_id and r.kind = @Coupon and r.number >= s.first_coupon + s.coupons_paid
                    and r.record_at <= @Near) as owes
            from portal.chain_series s where s.issue_id in (select issue_id from waiting))
        select w.id, w.issue_id as IssueId, w.wallet, w.quantity, w.is_alone as IsAlone, w.contract as Contract,
            l.is_allowed as IsAllowed, l.is_locked as IsLocked, s.owes as OwesCoupon
        from waiting w
        join wallets l on l.contract = w.contract and l.wallet = w.wallet
        join series s on s.issue_id = w.issue_id
        order by w.issue_id, w.id
        """;

    /// <param name="through">The newest block whose changes to the list of wallets count.</param>
    /// <param name="near">A record second up to here may be over by the time of the block.</param>
    public static async Task<List<WaitingTransfer>> ReadAsync(
        PortalContext portal, long through, DateTimeOffset near, CancellationToken cancellationToken) =>
        (await portal.Database.GetDbConnection().QueryAsync<WaitingTransfer>(new CommandDefinition(
            Sql,
            new
            {
                AllowedTopic,
                LockedTopic,
                Through = through,
                Near = near.UtcDateTime,
                Prefix = ChainContractRow.BondPrefix,
                Coupon = (short)PaymentKind.Coupon,
                OnItsWay = (short)CustodyMovementState.OnItsWay,
                ToWallet = (short)CustodyDirection.ToWallet,
                Max,
            },
            cancellationToken: cancellationToken))).AsList();
}
