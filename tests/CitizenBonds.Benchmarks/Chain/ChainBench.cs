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
        await using var server = await ChainServer.StartAsync(new(Wallets: 200, Tokens: 3 * Transfers));
        var world = server.World;
        await world.WithdrawAsync(times: 1, default); // Puts every wallet on the list and gives it its first token.
        await world.SettleAsync(default);
        await world.WithdrawAsync(Transfers / world.Wallets.Count, default);

        var watch = Stopwatch.StartNew();
        await world.SettleAsync(default);
        var ours = Transfers / watch.Elapsed.TotalSeconds;
        var bare = await BareAsync(world);
        await Console.Error.WriteLineAsync($"{Transfers} transfers: ours {ours:F0}/s, bare {bare:F0}/s");
        Figure.Print("settled-transfers", ours, "transfers/s", bare);
    }

    private static async Task<double> BareAsync(ChainWorld world)
    {
        var node = world.NewNode();
        var bond = await world.BondAsync(default);
        var content = world.Bond.Call(
            "batchTransfer", world.Wallets.Cast<object>().ToArray(), Enumerable.Repeat((object)1L, Batch).ToArray());
        var gas = await node.EstimateGasAsync(AnvilNode.Sender, bond, content, default);
        var fees = await node.FeesAsync(default);
        var nonce = await node.NonceAsync(AnvilNode.Sender, null, default);
        var wanted = Enumerable.Range(0, Transfers / Batch).Select(i => new UnsignedTransaction(
            AnvilNode.ChainId, AnvilNode.Sender, bond, nonce + i, gas + (gas / 10), fees, content));
        var signed = (await node.SignAllAsync([.. wanted], default)).Select(answer => answer.Bytes!).ToList();

        var watch = Stopwatch.StartNew();
        foreach (var refusal in await node.SendAllAsync(signed, default))
            if (refusal is not null) throw refusal;
        var last = Hex.Of(Keccak256.Hash(signed[^1]));
        while ((await node.ReceiptsAsync([last], default))[0] is null) await Task.Delay(20);
        return Transfers / watch.Elapsed.TotalSeconds;
    }
}
