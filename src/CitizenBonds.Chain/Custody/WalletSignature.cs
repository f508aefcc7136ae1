using System.Globalization;
using System.Numerics;
using System.Text;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Node;
using CitizenBonds.Domain.Custody;

namespace CitizenBonds.Chain.Custody;

/// <summary>
/// Whether a wallet signed a text, as wallets sign texts (EIP-191). A wallet that is a key is recovered, the curve's
/// arithmetic is the node's; a wallet that is a contract is asked itself (ERC-1271).
/// </summary>
public sealed class WalletSignature(IChainNode node)
{
    /// <summary>The longest signature that is read, in letters: a contract may ask for those of many keys.</summary>
    public const int LettersMax = 4_098;

    private const string Recover = "0x0000000000000000000000000000000000000001";
    private const int KeyBytes = 65;
    private const int SelectorBytes = 4;

    // An account of a key that lets a contract act for it (EIP-7702) has this in place of code.
    private static readonly byte[] Delegation = [0xef, 0x01, 0x00];
    private static readonly byte[] IsValid = Keccak256.Hash("isValidSignature(bytes32,bytes)"u8)[..SelectorBytes];
    private static readonly AbiType[] Asked = [new("bytes32", []), new("bytes", [])];

    // A signature with the larger of the two possible values is another form of the same one: no wallet makes it.
    private static readonly BigInteger HalfOrder = BigInteger.Parse(
        "07fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    /// <param name="address">The wallet's.</param>
    /// <returns>Null when the wallet signed the text.</returns>
    public async Task<WalletLinkRefusal?> FindRefusalAsync(
        string address, string text, string? signature, CancellationToken cancellationToken)
    {
        if (Read(signature) is not { } bytes) return WalletLinkRefusal.SignatureMalformed;
        var code = await node.CodeAsync(address, cancellationToken);
        var isKey = code.Length == 0 || code.AsSpan().StartsWith(Delegation);
        var ofKey = isKey ? OfKey(bytes) : null;
        if (ofKey is not null && await IsOfKeyAsync(address, text, ofKey, cancellationToken)) return null;
        if (code.Length > 0 && await IsOfContractAsync(address, text, bytes, cancellationToken)) return null;
        return code.Length == 0 && ofKey is null
            ? WalletLinkRefusal.SignatureMalformed
            : WalletLinkRefusal.SignatureOfAnotherMessage;
    }

    private static byte[]? Read(string? text)
    {
        var digits = (text ?? "").Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        var isRead = digits.Length is > 0 and <= LettersMax && digits.Length % 2 == 0
            && digits.All(char.IsAsciiHexDigit);
        return isRead ? Convert.FromHexString(digits) : null;
    }

    /// <returns>The signature in the one form that is used; null when keys make none like it.</returns>
    private static byte[]? OfKey(byte[] signature)
    {
        if (signature.Length != KeyBytes) return null;
        byte[] bytes = [.. signature];
        if (bytes[64] < 27) bytes[64] += 27; // Some wallets count from zero.
        var high = new BigInteger(bytes.AsSpan(32, 32), isUnsigned: true, isBigEndian: true) > HalfOrder;
        return high || bytes[64] is not (27 or 28) ? null : bytes;
    }

    private async Task<bool> IsOfKeyAsync(
        string address, string text, byte[] signature, CancellationToken cancellationToken)
    {
        var question = new byte[4 * 32];
        HashOf(text).CopyTo(question, 0);
        question[63] = signature[64];
        signature.AsSpan(0, 64).CopyTo(question.AsSpan(64));
        var answer = await node.CallAsync(Recover, question, cancellationToken);
        return answer.Length == 32 && address.Equals(Hex.Of(answer.AsSpan(12)), StringComparison.OrdinalIgnoreCase);
    }

    // The answer that means yes is the function's own selector; a contract that knows no such function reverts.
    private async Task<bool> IsOfContractAsync(
        string address, string text, byte[] signature, CancellationToken cancellationToken)
    {
        try
        {
            byte[] question = [.. IsValid, .. AbiCodec.Encode(Asked, [HashOf(text), signature])];
            var answer = await node.CallAsync(address, question, cancellationToken);
            return answer.Length == 32 && answer.AsSpan().StartsWith(IsValid)
                && !answer.AsSpan(SelectorBytes).ContainsAnyExcept((byte)0);
        }
        catch (ChainRefusedException)
        {
            return false;
        }
    }

    private static byte[] HashOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = bytes.Length.ToString(CultureInfo.InvariantCulture);
        return Keccak256.Hash([.. Encoding.ASCII.GetBytes($"\u0019Ethereum Signed Message:\n{length}"), .. bytes]);
    }
}
