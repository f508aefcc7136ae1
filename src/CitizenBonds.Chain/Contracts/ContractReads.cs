using System.Numerics;
using CitizenBonds.Chain.Node;

namespace CitizenBonds.Chain.Contracts;

/// <summary>Reads the one value a function of a contract answers with.</summary>
internal static class ContractReads
{
    /// <param name="blockHash">As of that block; null for the newest.</param>
    /// <exception cref="FormatException">What answers is no contract of ours.</exception>
    public static async Task<object> ReadAsync(
        this IChainNode node, ContractArtifact contract, string address, string function, object[] arguments,
        string? blockHash, CancellationToken cancellationToken)
    {
        var answer = await node.CallAsync(
            address, contract.Call(function, arguments), cancellationToken, blockHash: blockHash);
        return contract.Answer(function, answer)[0];
    }

    /// <summary>As above, of the newest block and a whole number.</summary>
    public static async Task<BigInteger> ReadNumberAsync(
        this IChainNode node, ContractArtifact contract, string address, string function, object[] arguments,
        CancellationToken cancellationToken) =>
        (BigInteger)await node.ReadAsync(contract, address, function, arguments, blockHash: null, cancellationToken);
}
