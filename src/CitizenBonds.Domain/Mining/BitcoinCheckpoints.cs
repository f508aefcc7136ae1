using System.Collections.Frozen;

namespace CitizenBonds.Domain.Mining;

/// <summary>
/// Blocks known to be Bitcoin's: every fiftieth end of a difficulty period, and two more. A chain of headers is
/// followed from one of them on, and a header of such a height with another hash belongs to another chain. Source: the
/// checkpoints of the Electrum client, MIT licence; facts of the chain. Hashes as explorers print them.
/// </summary>
public static class BitcoinCheckpoints
{
    public static FrozenDictionary<long, string> All { get; } = new Dictionary<long, string>
    {
        [100_799] =
            "0000000000025afe84e27423011af25f777e5a94545dbd00fd04bebe9050f7dd",
        [201_599] =
            "000000000000041fb61665c8a31b8b5c3ae8fe81903ea81530c979d5094e6f9d",
        [302_399] =
            "00000000000000000ee9b585e0a707347d7c80f3a905f48fa32d448917335366",
        [403_199] =
            "00000000000000000404b6939e6c35a5448386e5d58f318c82ce2fefb7d73e47",
        [503_999] =
            "000000000000000000720da39f66f29337b9a29223e1ce05fd5ee57bb72a9223",
        [604_799] =
            "00000000000000000002fb021eeb13e47021920faf6e5daa3c40bc552c4d248e",
        [705_599] =
            "000000000000000000029da63650d127e160033c93393da77302320bd8ee4958",
        [806_399] =
            "00000000000000000002f985a10a40897d04888ac10c8ac75867a50b016eb6ef",
        [828_575] =
            "0000000000000000000268358721568565da476fdf07250d18ee210bc2f874c0",
        [907_199] =
            "00000000000000000000a4b1cede1eba74d67df322ca415468f277aa7b508f47",
        [953_567] =
            "00000000000000000001b315e72169bef4867bf780527aa97c625ee9c001dc5d",
    }.ToFrozenDictionary();

    /// <returns>True when the height is a checkpoint and the header is not its block.</returns>
    public static bool Contradict(long height, BlockHeader header) =>
        All.TryGetValue(height, out var hash) && hash != header.DisplayHash;

    public static bool Confirm(long height, BlockHeader header) =>
        All.TryGetValue(height, out var hash) && hash == header.DisplayHash;
}
