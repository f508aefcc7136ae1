namespace CitizenBonds.Chain.Node;

public sealed record ChainBlock(long Number, string Hash, string ParentHash, DateTimeOffset MadeAt);
