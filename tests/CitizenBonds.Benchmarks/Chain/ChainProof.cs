using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using CitizenBonds.Application.Payments;
using CitizenBonds.Chain;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Data.Chain;
using CitizenBonds.Domain.Bonds;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Benchmarks.Chain;

/// <summary>
/// A bond of twenty coupons in many wallets on a real node, to its end: transfers between wallets all the time, a wire
/// that loses and doubles, a reorganisation, a restart of the node. At the end ledger and chain say the same, every
/// wallet has what it earned, and not a yen is left over.
/// </summary>
internal static class ChainProof
{
    private const int HoldersUsual = 10_000;
    private const int Years = 10;
    private const int FaultsPercent = 1;
    private const int TransfersPerCoupon = 40;
    private const long CouponYen = 100; // 2 % of 10,000 yen, half-yearly.
    private const int ReorganisedAt = 7;
    private const int RestartedAt = 13;
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(3);

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        var holders = int.TryParse(
            Environment.GetEnvironmentVariable("HOLDERS"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : HoldersUsual;
        await using var world = await ChainWorld.CreateAsync(holders, 2L * holders, Years, FaultsPercent);
        await world.FundIssuerAsync(2L * holders * ((2 * Years * CouponYen) + 10_000));
        var watch = Stopwatch.StartNew();
        await world.WithdrawAsync(times: 1);
        await world.SettleAsync();
        var random = new Random(2026);
        for (var coupon = 1; coupon <= 2 * Years; coupon++)
        {
            await TransferAsync(world, random);
            if (coupon == ReorganisedAt) await world.Node.ReorganiseAsync(3, default);
            if (coupon == RestartedAt) await world.Node.RestartAsync(default);
            await PayAsync(world, PaymentKind.Coupon, coupon);
            await Console.Error.WriteLineAsync($"coupon {coupon} at {watch.Elapsed.TotalSeconds:F0} s");
        }

        await PayAsync(world, PaymentKind.Redemption, 1);
        await CheckAsync(world, holders);
        Figure.Print(
            "chain-coupons", holders * 2L * Years / watch.Elapsed.TotalSeconds, "coupons/s on chain", yardstick: 0);
    }

    private static async Task TransferAsync(ChainWorld world, Random random)
    {
        var bond = await world.BondAsync();
        for (var i = 0; i < TransfersPerCoupon; i++)
        {
            var from = world.Wallets[random.Next(world.Wallets.Count)];
            var to = world.Wallets[random.Next(world.Wallets.Count)];
            await world.Node.AskAsync("anvil_setBalance", default, from, "0xde0b6b3a7640000");
            await world.Node.AskAsync("eth_sendTransaction", default, new JsonObject
            {
                ["from"] = from, ["to"] = bond, ["gas"] = "0x30d40",
                ["data"] = Hex.Of(world.Bond.Call("transfer", to, 1L)), // Refused where the wallet is empty by now.
            });
        }
    }

    private static async Task PayAsync(ChainWorld world, PaymentKind kind, int number)
    {
        await using var portal = await world.OpenAsync();
        world.Now = await portal.PaymentRuns.Where(run => run.Kind == kind && run.Number == number)
            .Select(run => run.DueAt).SingleAsync();
        await world.Get<RunPayments>().RunDueAsync(world.Now, default);
        var patience = Stopwatch.StartNew();
        while (!await IsPaidAsync())
        {
            if (patience.Elapsed > PatienceMax) throw new InvalidOperationException($"{kind} {number} is not done.");
            await world.LookAsync();
        }

        async Task<bool> IsPaidAsync() =>
            await portal.ChainSeries.AnyAsync(row => kind == PaymentKind.Coupon
                ? row.CouponsPaid >= number
                : row.RedeemedAt != null)
            && !await portal.ChainTransactions.AnyAsync(row =>
                row.State == ChainTransactionState.Planned || row.State == ChainTransactionState.Sent
                || row.State == ChainTransactionState.Mined);
    }

    private static async Task CheckAsync(ChainWorld world, int holders)
    {
        await using var portal = await world.OpenAsync();
        var head = await portal.ChainBlocks.MaxAsync(row => row.Number);
        while (await portal.Reconciliations.MinAsync(row => row.BlockNumber) < head) await world.LookAsync();
        var topic = Hex.Of(Keccak256.Hash("CouponsPaid(address,uint256)"u8));
        var paid = await portal.ChainEvents.CountAsync(row => row.Topics[0] == topic);
        var view = (await world.Get<ReconciliationQueries>().FindAsync(default))!; // It has met its chain.
        var expected = holders * ((2L * Years * CouponYen) + 10_000);
        var books = view.Lines.Single().Books!; // Compared a moment ago.
        var faults = new List<string>();
        if (view.YenSetAside != expected) faults.Add($"{view.YenSetAside} of {expected} yen were set aside");
        if (view.YenInWallets != expected) faults.Add($"{view.YenInWallets} of {expected} yen are in wallets");
        if ((books.OutsideDifference, books.SupplyDifference) != (0, 0)) faults.Add("ledger and chain differ");
        if (books.ChainSupply != 0) faults.Add($"{books.ChainSupply} tokens are left");
        faults.AddRange(await world.AuditAsync());
        if (world.Wire.Faults == 0) faults.Add("the wire never failed");
        if (faults.Count > 0) throw new InvalidOperationException(string.Join("; ", faults));
        await Console.Error.WriteLineAsync(
            $"{holders} wallets, {paid} coupon payments on chain, {world.Wire.Faults} faults of the wire");
    }
}
