namespace CitizenBonds.Application.Ledger;

/// <summary>A sealed block as the public sees it; hashes in lower-case hexadecimal.</summary>
public sealed record BlockView(
    long Height, string Hash, string PreviousHash, string MerkleRoot, string TreeRoot, long FirstId, long Count,
    DateTimeOffset SealedAt);
