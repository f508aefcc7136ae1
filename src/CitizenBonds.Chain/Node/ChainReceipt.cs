namespace CitizenBonds.Chain.Node;

/// <param name="Succeeded">False when the transaction was carried out and reverted.</param>
public sealed record ChainReceipt(string Hash, long BlockNumber, string BlockHash, bool Succeeded);
