namespace CitizenBonds.Chain.Node;

/// <param name="To">Null creates a contract.</param>
public sealed record UnsignedTransaction(
    long ChainId, string From, string? To, long Nonce, long GasLimit, ChainFees Fees, byte[] Content);
