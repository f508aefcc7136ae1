namespace CitizenBonds.Chain.Anchoring;

/// <summary>A head of the ledger as the contract keeps it.</summary>
/// <param name="Height">The ledger's own block.</param>
/// <param name="Size">Transfers up to and including that block.</param>
/// <param name="Root">Root of the tree over them.</param>
public sealed record AnchoredHead(long Height, long Size, string Root);
