using System.Diagnostics;
using System.Globalization;
using CitizenBonds.Testing.Chain;

namespace CitizenBonds.Benchmarks.Chain;

/// <summary>A bond of twenty coupons in ten thousand wallets on a real node that makes a block each second.</summary>
internal static class ChainProof
{
    private const int HoldersUsual = 10_000;
    private const int Years = 10;
    private const int FaultsPercent = 1;
    private const int Transfers = 40;

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        var holders = int.TryParse(
            Environment.GetEnvironmentVariable("HOLDERS"), CultureInfo.InvariantCulture, out var asked)
            ? asked
            : HoldersUsual;
        var begun = Stopwatch.StartNew();
        await using var server = await ChainServer.StartAsync(
            new(holders, 2L * holders, Years, FaultsPercent));
        await Console.Error.WriteLineAsync($"{holders} holders after {begun.Elapsed.TotalSeconds:F0} s");
        var watch = Stopwatch.StartNew();
        var proof = new CouponProof(server.World, holders, Years, Transfers);
        var faults = await proof.RunAsync(
            coupon => Console.Error.WriteLine($"coupon {coupon} at {watch.Elapsed.TotalSeconds:F0} s"), default);
        if (faults.Count > 0) throw new InvalidOperationException(string.Join("; ", faults));
        await Console.Error.WriteLineAsync(
            $"{holders} wallets, {proof.Expected} yen, {server.World.Wire.Faults} faults of the wire");
        Figure.Print(
            "chain-coupons", holders * 2L * Years / watch.Elapsed.TotalSeconds, "coupons/s on chain", yardstick: 0);
    }
}
