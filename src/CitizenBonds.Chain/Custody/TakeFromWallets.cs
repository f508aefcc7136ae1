using System.Globalization;
using CitizenBonds.Application.Custody;
using CitizenBonds.Data;
using CitizenBonds.Data.Chain;
using CitizenBonds.Data.Custody;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Custody;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// Books what wallets have sent to the portal's account, once it is deep enough in the chain; keeps what nobody owns
/// apart until its owner links the wallet; pays coupons that fell in between.
/// </summary>
public sealed class TakeFromWallets(
    ChainSettings settings, BookFromWallet book, AssignFromWallet assign, PayTransitCoupon payCoupon,
    Incidents incidents, IDbContextFactory<PortalContext> contexts)
{
    private const int PerRunMax = 500;
    private const string Nobody = "0x0000000000000000000000000000000000000000";

    // Announced by a contract of ours, sent by none of ours: a contract that pays coupons sends too.
    private const string Arrived = """
        select x.transaction_hash as TransactionHash, x.ordinal as Ordinal, x.wallet as Wallet,
            x.issue_id as IssueId, x.quantity as Quantity, x.made_at as MadeAt
        from (
            select e.transaction_hash, e.made_at, e.block_number, e.log_index,
                (select count(*)::int from portal.chain_events o
                    where o.transaction_hash = e.transaction_hash and o.log_index < e.log_index) as ordinal,
                '0x' || right(e.topics[2], 40) as wallet,
                case when c.name = @Cash then null else substr(c.name, length(@Prefix) + 1)::bigint end as issue_id,
                portal.chain_number(e.content, 0) as quantity
            from portal.chain_events e join portal.chain_contracts c on c.address = e.contract
            where e.topics[3] = @Us and e.topics[1] = @TransferTopic and e.block_number <= @Final
                and (c.name = @Cash or c.name like @Prefix || '%')
        ) x
        where x.quantity > 0 and x.wallet <> all(@Ours)
            and not exists (select from portal.chain_contracts c where c.address = x.wallet)
            and not exists (select from portal.custody_movements m
                where m.transaction_hash = x.transaction_hash and m.ordinal = x.ordinal)
        order by x.block_number, x.log_index
        limit @PerRunMax
        """;

    private const string Unpaid = """
        select m.id as MovementId, r.id as RunId
        from portal.custody_movements m
        join portal.payment_runs r on r.issue_id = m.issue_id and r.kind = @Coupon and r.state = @Paid
            and r.record_at >= m.transit_from and r.record_at < m.transit_until
        where m.investor_id is not null
            and not exists (select from portal.custody_coupons c where c.movement_id = m.id and c.run_id = r.id)
        order by m.id, r.id
        limit @PerRunMax
        """;

    /// <returns>How many things were booked.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var done = 0;
        foreach (var deposit in await ArrivedAsync(portal, cancellationToken))
            done += await BookAsync(deposit, now, cancellationToken);
        done += await AssignAsync(portal, now, cancellationToken);
        return done + await PayCouponsAsync(portal, now, cancellationToken);
    }

    private async Task<List<WalletDeposit>> ArrivedAsync(PortalContext portal, CancellationToken cancellationToken)
    {
        var newest = await portal.ChainBlocks.MaxAsync(row => (long?)row.Number, cancellationToken) ?? 0;
        var rows = await portal.Database.GetDbConnection()
            .QueryAsync<(string Hash, int Ordinal, string Wallet, long? IssueId, long Quantity, DateTime MadeAt)>(
                new CommandDefinition(
                    Arrived,
                    new
                    {
                        Us = ChainBalances.TopicOf(settings.Accounts.Keeper),
                        ChainBalances.TransferTopic,
                        Final = newest - settings.ConfirmationsMin,
                        Cash = CustodyContracts.CashName,
                        Prefix = ChainContractRow.BondPrefix,
                        Ours = settings.Accounts.Named.Select(account => account.Address).Append(Nobody).ToArray(),
                        PerRunMax,
                    },
                    cancellationToken: cancellationToken));
        return [.. rows.Select(row => new WalletDeposit(
            row.Hash, row.Ordinal, row.Wallet, row.IssueId, row.Quantity, new DateTimeOffset(row.MadeAt)))];
    }

    private async Task<int> BookAsync(WalletDeposit deposit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Never before its block, should the chain's clock be ahead: a record second in between counts once.
        var bookedAt = deposit.MadeAt > now ? deposit.MadeAt : now;
        var outcome = await book.ExecuteAsync(deposit, bookedAt, cancellationToken);
        if (outcome.AsRefusal is { } refusal)
        {
            if (refusal.Is(CustodyRefusal.BooksDiffer))
            {
                await incidents.ReportAsync(
                    ChainIncidentKind.BooksDiffer, deposit.TransactionHash, "more came back than went out", now,
                    cancellationToken);
            }

            return 0;
        }

        if (outcome.ValueOrThrow is { State: CustodyMovementState.InSuspense } booked)
        {
            var what = deposit.IssueId is { } issue
                ? string.Create(CultureInfo.InvariantCulture, $"{deposit.Quantity} tokens of series {issue}")
                : string.Create(CultureInfo.InvariantCulture, $"{deposit.Quantity} yen");
            await incidents.ReportAsync(
                ChainIncidentKind.UnknownDepositor, SubjectOf(booked.MovementId), what, now, cancellationToken);
        }

        return 1;
    }

    private async Task<int> AssignAsync(
        PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await portal.CustodyMovements
            .Where(row => row.State == CustodyMovementState.InSuspense
                && portal.Wallets.Any(wallet => wallet.Address == row.Wallet && wallet.UnlinkedAt == null))
            .OrderBy(row => row.Id).Select(row => row.Id).Take(PerRunMax)
            .ToListAsync(cancellationToken);
        var done = 0;
        foreach (var id in known)
        {
            if (!await assign.ExecuteAsync(id, now, cancellationToken)) continue;
            await incidents.ResolveAsync(
                ChainIncidentKind.UnknownDepositor, SubjectOf(id), now, cancellationToken);
            done++;
        }

        return done;
    }

    private async Task<int> PayCouponsAsync(
        PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unpaid = (await portal.Database.GetDbConnection().QueryAsync<(long MovementId, long RunId)>(
            new CommandDefinition(
                Unpaid,
                new
                {
                    Coupon = (short)PaymentKind.Coupon,
                    Paid = (short)PaymentRunState.Paid,
                    PerRunMax,
                },
                cancellationToken: cancellationToken))).AsList();
        var done = 0;
        foreach (var (movement, run) in unpaid)
            if ((await payCoupon.ExecuteAsync(movement, run, now, cancellationToken)).AsRefusal is null) done++;
        return done;
    }

    private static string SubjectOf(long movementId) =>
        string.Create(CultureInfo.InvariantCulture, $"wallet {movementId}");
}
