using System.Diagnostics;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Node;
using CitizenBonds.Testing.Chain;

namespace CitizenBonds.Benchmarks.Chain;

/// <summary>
/// Token transfers from the ledger to their receipts on a node with blocks of 60 million gas a second: from booked
/// withdrawals through outbox, signer and follower, against a bare loop that hands the same node batches of the same
/// size, signed beforehand, and waits for the last receipt.
/// </summary>
internal static class ChainBench
{
    public const int Transfers = 20_000;
    private const int Batch = 200;

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await using var world = await ChainWorld.CreateAsync(wallets: 200, tokens: 3 * Transfers);
        await world.WithdrawAsync(times: 1); // Puts every wallet on the list and gives it its first token.
        await world.SettleAsync();
        await world.WithdrawAsync(Transfers / world.Wallets.Count);

        var watch = Stopwatch.StartNew();
        await world.SettleAsync();
        var ours = Transfers / watch.Elapsed.TotalSeconds;
        var bare = await BareAsync(world);
        await Console.Error.WriteLineAsync($"{Transfers} transfers: ours {ours:F0}/s, bare {bare:F0}/s");
        Figure.Print("settled-transfers", ours, "transfers/s", bare);
    }

    private static async Task<double> BareAsync(ChainWorld world)
    {
        var node = world.NewNode();
        var bond = await world.BondAsync();
        var content = world.Bond.Call(
            "batchTransfer", world.Wallets.Cast<object>().ToArray(), Enumerable.Repeat((object)1L, Batch).ToArray());
        var gas = await node.EstimateGasAsync(AnvilNode.Sender, bond, content, default);
        var fees = await node.FeesAsync(default);
        var nonce = await node.NonceAsync(AnvilNode.Sender, null, default);
        var signed = new List<byte[]>();
        for (var i = 0; i < Transfers / Batch; i++)
        {
            signed.Add(await node.SignAsync(
                new UnsignedTransaction(
                    AnvilNode.ChainId, AnvilNode.Sender, bond, nonce + i, gas + (gas / 10), fees, content),
                default));
        }

        var watch = Stopwatch.StartNew();
        foreach (var bytes in signed) await node.SendAsync(bytes, default);
        var last = Hex.Of(Keccak256.Hash(signed[^1]));
        while (await node.ReceiptAsync(last, default) is null) await Task.Delay(20);
        return Transfers / watch.Elapsed.TotalSeconds;
    }
}
