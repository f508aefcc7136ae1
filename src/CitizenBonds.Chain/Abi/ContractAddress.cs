namespace CitizenBonds.Chain.Abi;

/// <summary>
/// Where a contract will be: the account that creates it and the nonce decide, before anything is sent.
/// </summary>
public static class ContractAddress
{
    /// <remarks>The last twenty bytes of the hash of both in RLP.</remarks>
    public static string Of(string sender, long nonce)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nonce);
        var number = NumberBytes(nonce);
        // One byte below 128 stands for itself; else its length comes first, and zero has none.
        byte[] item = number is [< 0x80] ? number : [(byte)(0x80 + number.Length), .. number];
        byte[] account = [0x94, .. Hex.ToBytes(sender)];
        byte[] list = [(byte)(0xc0 + account.Length + item.Length), .. account, .. item];
        return Hex.Of(Keccak256.Hash(list).AsSpan(12));
    }

    private static byte[] NumberBytes(long number)
    {
        var bytes = new List<byte>(8);
        for (; number > 0; number >>= 8) bytes.Insert(0, (byte)(number & 0xff));
        return [.. bytes];
    }
}
