namespace CitizenBonds.Chain;

/// <summary>A head of the ledger on the chain, for the page.</summary>
/// <param name="IsFinal">Deep enough that the chain will not take it back.</param>
public sealed record AnchorLine(
    long Height, long Size, string Root, long BlockNumber, string TransactionHash, bool IsFinal);
