using System.Diagnostics;
using CitizenBonds.Application.Payments;
using CitizenBonds.Chain;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Data.Chain;
using CitizenBonds.Domain.Bonds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Testing.Chain;

/// <summary>
/// A bond of many coupons in many wallets on a real node, to its end: transfers between wallets all the time, pauses, a
/// wire that loses, doubles and delays, a reorganisation, a restart of the node. At the end ledger and chain say the
/// same, every wallet has what it earned, and not a yen is left over.
/// </summary>
/// <param name="years">To maturity; two coupons a year.</param>
/// <param name="transfers">Between wallets, before each coupon.</param>
public sealed class CouponProof(ChainWorld world, int holders, int years, int transfers)
{
    private const long CouponYen = 100; // 2 % of 10,000 yen, half-yearly.
    private const long PrincipalYen = 10_000;
    private const int BothScopes = 1 | 2; // Transfers and coupons, as the contract numbers them.
    private const int PausedLooks = 5;
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(5);

    private readonly Random _random = new(2026);

    /// <summary>What every holder's one token in the wallet brings: all coupons and the principal.</summary>
    public long Expected => holders * ((2L * years * CouponYen) + PrincipalYen);

    /// <param name="after">Told of each coupon that is paid.</param>
    /// <returns>What is wrong at the end; empty when nothing is.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Action<int> after, CancellationToken cancellationToken)
    {
        // Half of the tokens stay with the portal.
        await world.FundIssuerAsync(2 * Expected, cancellationToken);
        await world.WithdrawAsync(times: 1, cancellationToken);
        await world.SettleAsync(cancellationToken);
        var coupons = 2 * years;
        for (var coupon = 1; coupon <= coupons; coupon++)
        {
            await TransferAsync(cancellationToken);
            if (coupon == 1 + (coupons / 3)) await world.Node.ReorganiseAsync(3, cancellationToken);
            if (coupon == 1 + (2 * coupons / 3)) await world.Node.RestartAsync(cancellationToken);
            if (coupon % 4 == 2) await PauseAsync(BothScopes, cancellationToken);
            await PayAsync(PaymentKind.Coupon, coupon, isPaused: coupon % 4 == 2, cancellationToken);
            after(coupon);
        }

        await PayAsync(PaymentKind.Redemption, 1, isPaused: false, cancellationToken);
        return await FaultsAsync(cancellationToken);
    }

    private async Task TransferAsync(CancellationToken cancellationToken)
    {
        var bond = await world.BondAsync(cancellationToken);
        for (var i = 0; i < transfers; i++)
        {
            var from = world.Wallets[_random.Next(world.Wallets.Count)];
            var to = world.Wallets[_random.Next(world.Wallets.Count)];
            // Refused where the wallet is empty by now.
            await world.CallAsync(from, bond, world.Bond.Call("transfer", to, 1L), cancellationToken);
        }
    }

    private async Task PauseAsync(int scopes, CancellationToken cancellationToken)
    {
        var bond = await world.BondAsync(cancellationToken);
        await world.CallAsync(AnvilNode.Pauser, bond, world.Bond.Call("setPaused", (long)scopes), cancellationToken);
        do
        {
            await world.PassAsync(cancellationToken);
        }
        while (await world.ReadAsync(bond, "pausedScopes", cancellationToken) != scopes);
    }

    private async Task PayAsync(
        PaymentKind kind, int number, bool isPaused, CancellationToken cancellationToken)
    {
        await using var portal = await world.OpenAsync(cancellationToken);
        world.Now = await portal.PaymentRuns.Where(run => run.Kind == kind && run.Number == number)
            .Select(run => run.DueAt).SingleAsync(cancellationToken);
        await world.Get<RunPayments>().RunDueAsync(world.Now, cancellationToken);
        if (isPaused)
        {
            for (var look = 0; look < PausedLooks; look++) await world.LookAsync(cancellationToken);
            if (await portal.ChainSeries.AnyAsync(row => row.CouponsPaid >= number, cancellationToken))
                throw new InvalidOperationException($"Coupon {number} was paid although it was paused.");
            await PauseAsync(scopes: 0, cancellationToken);
        }

        var patience = Stopwatch.StartNew();
        while (!await IsPaidAsync())
        {
            if (patience.Elapsed > PatienceMax) throw new InvalidOperationException($"{kind} {number} is not done.");
            await world.LookAsync(cancellationToken);
        }

        async Task<bool> IsPaidAsync() =>
            await portal.ChainSeries.AnyAsync(
                row => kind == PaymentKind.Coupon ? row.CouponsPaid >= number : row.RedeemedAt != null,
                cancellationToken)
            && !await portal.ChainTransactions.AnyAsync(
                row => row.State == ChainTransactionState.Planned || row.State == ChainTransactionState.Sent
                    || row.State == ChainTransactionState.Mined,
                cancellationToken);
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken)
    {
        await using var portal = await world.OpenAsync(cancellationToken);
        var head = await portal.ChainBlocks.MaxAsync(row => row.Number, cancellationToken);
        while (await portal.Reconciliations.MinAsync(row => row.BlockNumber, cancellationToken) < head)
            await world.LookAsync(cancellationToken);
        var view = (await world.Get<ReconciliationQueries>().FindAsync(cancellationToken))!; // It has met its chain.
        var books = view.Lines.Single().Books!; // Compared a moment ago.
        var faults = new List<string>();
        if (view.YenSetAside != Expected) faults.Add($"{view.YenSetAside} of {Expected} yen were set aside");
        if (view.YenInWallets != Expected) faults.Add($"{view.YenInWallets} of {Expected} yen are in wallets");
        if ((books.OutsideDifference, books.SupplyDifference) != (0, 0)) faults.Add("ledger and chain differ");
        if (books.ChainSupply != 0) faults.Add($"{books.ChainSupply} tokens are left");
        if (await CouponsAsync(portal, cancellationToken) < holders) faults.Add("fewer coupon payments than wallets");
        if (world.Wire.Faults == 0) faults.Add("the wire never failed");
        faults.AddRange(await world.AuditAsync(cancellationToken));
        return faults;
    }

    private static Task<int> CouponsAsync(Data.PortalContext portal, CancellationToken cancellationToken)
    {
        var topic = Hex.Of(Keccak256.Hash("CouponsPaid(address,uint256)"u8));
        return portal.ChainEvents.CountAsync(row => row.Topics[0] == topic, cancellationToken);
    }
}
