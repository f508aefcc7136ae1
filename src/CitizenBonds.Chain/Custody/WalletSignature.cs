using System.Globalization;
using System.Numerics;
using System.Text;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Node;

namespace CitizenBonds.Chain.Custody;

/// <summary>Whose key signed a text, as wallets sign texts (EIP-191); the curve's arithmetic is the node's.</summary>
public sealed class WalletSignature(IChainNode node)
{
    private const string Recover = "0x0000000000000000000000000000000000000001";
    private const int Length = 65;

    // A signature with the larger of the two possible values is another form of the same one: no wallet makes it.
    private static readonly BigInteger HalfOrder = BigInteger.Parse(
        "07fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    /// <returns>The bytes of a signature of the form wallets make; else null.</returns>
    public static byte[]? Read(string? text)
    {
        var digits = (text ?? "").Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        if (digits.Length != 2 * Length || !digits.All(char.IsAsciiHexDigit)) return null;
        var bytes = Convert.FromHexString(digits);
        var high = new BigInteger(bytes.AsSpan(32, 32), isUnsigned: true, isBigEndian: true) > HalfOrder;
        if (bytes[64] < 27) bytes[64] += 27; // Some wallets count from zero.
        return high || bytes[64] is not (27 or 28) ? null : bytes;
    }

    /// <returns>The address in small letters; null when no key could have made this signature.</returns>
    public async Task<string?> SignerAsync(string text, byte[] signature, CancellationToken cancellationToken)
    {
        var question = new byte[4 * 32];
        HashOf(text).CopyTo(question, 0);
        question[63] = signature[64];
        signature.AsSpan(0, 64).CopyTo(question.AsSpan(64));
        var answer = await node.CallAsync(Recover, question, cancellationToken);
        return answer.Length == 32 ? Hex.Of(answer.AsSpan(12)) : null;
    }

    private static byte[] HashOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = bytes.Length.ToString(CultureInfo.InvariantCulture);
        return Keccak256.Hash([.. Encoding.ASCII.GetBytes($"\u0019Ethereum Signed Message:\n{length}"), .. bytes]);
    }
}
