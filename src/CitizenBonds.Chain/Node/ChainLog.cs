namespace CitizenBonds.Chain.Node;

public sealed record ChainLog(
    string Contract, int Index, string TransactionHash, string[] Topics, byte[] Content);
