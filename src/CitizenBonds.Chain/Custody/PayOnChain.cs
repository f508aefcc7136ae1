using System.Globalization;
using System.Numerics;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Chain.Node;
using CitizenBonds.Chain.Outbox;
using CitizenBonds.Data;
using CitizenBonds.Data.Custody;
using CitizenBonds.Domain.Bonds;
using Dapper;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// What the ledger has paid, the contracts pay too: each coupon is funded in whole and pushed to every wallet, and at
/// the end principal and tokens change places. The share of the portal's own account comes back to it.
/// </summary>
public sealed class PayOnChain(
    IChainNode node, ChainSettings settings, CustodyContracts contracts, Pauses pauses,
    IDbContextFactory<PortalContext> contexts)
{
    private const int CouponBatchMax = 200;
    private const int RedeemBatchMax = 150;
    private const long GasOfFunding = 600_000;
    private const long GasOfBatch = 200_000;
    private const long GasOfCoupon = 82_000;
    private const long GasOfRedemption = 110_000;

    /// <returns>How many payments were begun.</returns>
    public async Task<int> RunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var portal = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await portal.ChainSeries
            .Where(row => row.MirroredAt != null && row.RedeemedAt == null && portal.PaymentRuns.Any(
                run => run.IssueId == row.IssueId && run.State == PaymentRunState.Paid
                    && (run.Kind == PaymentKind.Redemption || run.Number == row.FirstCoupon + row.CouponsPaid)))
            .OrderBy(row => row.IssueId)
            .ToListAsync(cancellationToken);
        var done = 0;
        foreach (var series in due)
        {
            if (await contracts.FindBondAsync(series.IssueId, cancellationToken) is not { } bond) continue;
            if (await contracts.FindCashAsync(now, cancellationToken) is not { } cash) continue;
            var isOver = series.CouponsPaid == series.Coupons;
            var begun = isOver
                ? await RedeemAsync(portal, series, bond, cash, now, cancellationToken)
                : await PayCouponAsync(portal, series, bond, cash, now, cancellationToken);
            if (begun) done++;
        }

        return done;
    }

    private async Task<bool> PayCouponAsync(
        PortalContext portal, ChainSeriesRow series, string bond, string cash, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var number = series.CouponsPaid + 1;
        if (await pauses.IsPausedAsync(series.IssueId, bond, Pauses.Coupons, now, cancellationToken)) return false;
        // The chain's own clock may be behind.
        if (await AskAsync(bond, "passedCoupons", [], cancellationToken) < number) return false;
        var yen = await AskAsync(bond, "couponCash", [(long)number], cancellationToken);
        var accounts = await AccountsAsync(portal, bond, cancellationToken);
        var calls = Funding(cash, bond, "fundCoupons", yen);
        calls.AddRange(accounts.Chunk(CouponBatchMax).Select(batch => new TransactionPlan(
            "", settings.Accounts.Payer, bond, contracts.Bond.Call("payCoupons", (object)batch), contracts.Bond,
            Math.Min(GasOfBatch + (batch.Length * GasOfCoupon), ChainOutbox.GasLimitMax))));

        series.CouponsPaid = number;
        var intent = string.Create(CultureInfo.InvariantCulture, $"bond {series.IssueId} coupon {number}");
        await PlanAsync(portal, intent, calls, now, cancellationToken);
        return true;
    }

    private async Task<bool> RedeemAsync(
        PortalContext portal, ChainSeriesRow series, string bond, string cash, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await pauses.IsPausedAsync(series.IssueId, bond, Pauses.Redemption, now, cancellationToken)) return false;
        var maturity = await AskAsync(bond, "maturityDate", [], cancellationToken);
        var head = await node.BlockAsync(null, cancellationToken);
        if (head is null || head.MadeAt.ToUnixTimeSeconds() < maturity) return false;
        var yen = await AskAsync(bond, "issuedTokens", [], cancellationToken)
            * await AskAsync(bond, "denomination", [], cancellationToken);
        var accounts = await AccountsAsync(portal, bond, cancellationToken);
        var calls = Funding(cash, bond, "fundPrincipal", yen);
        calls.AddRange(accounts.Chunk(RedeemBatchMax).Select(batch => new TransactionPlan(
            "", settings.Accounts.Payer, bond, contracts.Bond.Call("redeemFor", (object)batch), contracts.Bond,
            Math.Min(GasOfBatch + (batch.Length * GasOfRedemption), ChainOutbox.GasLimitMax))));

        series.RedeemedAt = now;
        var intent = string.Create(CultureInfo.InvariantCulture, $"bond {series.IssueId} redemption");
        await PlanAsync(portal, intent, calls, now, cancellationToken);
        return true;
    }

    private List<TransactionPlan> Funding(string cash, string bond, string function, BigInteger yen)
    {
        if (yen.IsZero) return [];
        var payer = settings.Accounts.Payer;
        return
        [
            new("", payer, cash, contracts.Cash.Call("mint", payer, yen), contracts.Cash, GasOfFunding),
            new("", payer, bond, contracts.Bond.Call(function, yen), contracts.Bond, GasOfFunding),
        ];
    }

    // One after the other by their nonces, planned together with the note that they are.
    private static async Task PlanAsync(
        PortalContext portal, string intent, List<TransactionPlan> calls, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var transaction = await portal.Database.BeginTransactionAsync(cancellationToken);
        await portal.SaveChangesAsync(cancellationToken);
        var plans = calls.Select((call, number) => call with
        {
            Intent = string.Create(CultureInfo.InvariantCulture, $"{intent} {number + 1}"),
        });
        await ChainOutbox.PlanWithinAsync(portal, [.. plans], now, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>The portal's own account and every wallet that ever received tokens of the series.</summary>
    private async Task<object[]> AccountsAsync(
        PortalContext portal, string bond, CancellationToken cancellationToken)
    {
        var us = settings.Accounts.Keeper;
        var wallets = await portal.Database.GetDbConnection().QueryAsync<string>(new CommandDefinition(
            """
            select distinct '0x' || right(topics[3], 40) as wallet from portal.chain_events
            where contract = @bond and topics[1] = @TransferTopic and topics[3] <> @Nobody
            order by wallet
            """,
            new
            {
                bond,
                ChainBalances.TransferTopic,
                Nobody = ChainBalances.TopicOf("0x" + new string('0', 40)),
            },
            cancellationToken: cancellationToken));
        return [us, .. wallets.Where(wallet => wallet != us)];
    }

    private Task<BigInteger> AskAsync(
        string bond, string function, object[] arguments, CancellationToken cancellationToken) =>
        node.ReadNumberAsync(contracts.Bond, bond, function, arguments, cancellationToken);
}
