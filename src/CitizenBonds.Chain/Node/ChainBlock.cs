namespace CitizenBonds.Chain.Node;

/// <param name="Transactions">The hashes of what is in it, in order.</param>
public sealed record ChainBlock(
    long Number, string Hash, string ParentHash, DateTimeOffset MadeAt, IReadOnlyList<string> Transactions);
