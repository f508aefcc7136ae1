namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// What the portal serves so that anyone who kept an old root can check that nothing before it was changed; the file of
/// <c>citizenbonds-verify consistency</c>.
/// </summary>
public sealed record ConsistencyProof
{
    public required long OldSize { get; init; }

    public required Hash256 OldRoot { get; init; }

    public required long NewSize { get; init; }

    public required Hash256 NewRoot { get; init; }

    public required IReadOnlyList<Hash256> Path { get; init; }

    public bool IsVerified() => MerkleProof.VerifyConsistency(OldSize, OldRoot, NewSize, NewRoot, Path);
}
