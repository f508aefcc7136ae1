namespace CitizenBonds.Chain.Node;

/// <summary>
/// The one port to the chain: everything the portal asks of a node. A client library can take the place of
/// <see cref="JsonRpcNode"/> here and nowhere else.
/// </summary>
public interface IChainNode
{
    Task<long> ChainIdAsync(CancellationToken cancellationToken);

    /// <param name="number">Null for the newest.</param>
    /// <returns>Null when there is no such block.</returns>
    Task<ChainBlock?> BlockAsync(long? number, CancellationToken cancellationToken);

    /// <summary>The nonce the account's next transaction must carry, as of a block.</summary>
    Task<long> NonceAsync(string account, long? block, CancellationToken cancellationToken);

    /// <param name="from">Who calls; null when it does not matter.</param>
    /// <param name="blockHash">As of that block, on its branch only; null for the newest.</param>
    /// <exception cref="ChainRefusedException">The call reverted, or there is no such block.</exception>
    Task<byte[]> CallAsync(
        string to, byte[] data, CancellationToken cancellationToken, string? from = null, string? blockHash = null);

    Task<byte[]> CodeAsync(string address, CancellationToken cancellationToken);

    /// <exception cref="ChainRefusedException">The transaction would revert.</exception>
    Task<long> EstimateGasAsync(string from, string? to, byte[] data, CancellationToken cancellationToken);

    Task<ChainFees> FeesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Signed by whoever holds the key: the development node, or a signer that speaks the same language. An answer to
    /// each, in their order.
    /// </summary>
    Task<IReadOnlyList<ChainAnswer>> SignAllAsync(
        IReadOnlyList<UnsignedTransaction> transactions, CancellationToken cancellationToken);

    /// <summary>Hands over signed bytes. Bytes the node knows already are no error.</summary>
    /// <returns>Why the node does not take one; null where it does.</returns>
    Task<IReadOnlyList<ChainRefusedException?>> SendAllAsync(
        IReadOnlyList<byte[]> transactions, CancellationToken cancellationToken);

    /// <returns>Null for a transaction that is in no block.</returns>
    Task<IReadOnlyList<ChainReceipt?>> ReceiptsAsync(
        IReadOnlyList<string> hashes, CancellationToken cancellationToken);

    /// <summary>The accounts whose keys the node or the signer holds.</summary>
    Task<IReadOnlyList<string>> AccountsAsync(CancellationToken cancellationToken);

    /// <summary>What the contracts announced in one block, by its hash: never a mixture of two branches.</summary>
    Task<IReadOnlyList<ChainLog>> LogsAsync(
        string blockHash, IReadOnlyList<string> contracts, CancellationToken cancellationToken);

    /// <summary>Moves the clock of a development node ahead; no other node knows this.</summary>
    Task AdvanceTimeAsync(long seconds, CancellationToken cancellationToken);
}
