namespace CitizenBonds.Chain.Node;

/// <summary>What a transaction should offer now, in wei for each unit of gas.</summary>
public sealed record ChainFees(long MaxFeeWei, long PriorityWei);
