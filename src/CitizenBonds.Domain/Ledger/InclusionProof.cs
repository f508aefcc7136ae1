using System.Text.Json;

namespace CitizenBonds.Domain.Ledger;

/// <summary>
/// What the portal serves so that anyone can check that a transfer is in the ledger; the file of
/// <c>citizenbonds-verify inclusion</c>. As JSON the members are in snake case, hashes as hexadecimal digits.
/// </summary>
public sealed record InclusionProof
{
    /// <summary>Place of the leaf, the first is 0: id − first id in a block, id − 1 in the whole ledger.</summary>
    public required long Index { get; init; }

    /// <summary>Leaves under <see cref="Root"/>.</summary>
    public required long Size { get; init; }

    public required Hash256 LeafHash { get; init; }

    /// <summary>From the leaf to the root.</summary>
    public required IReadOnlyList<Hash256> Path { get; init; }

    public required Hash256 Root { get; init; }

    /// <summary>
    /// The transfer as a line of the export, so that its hash can be recomputed; null when it is not served.
    /// </summary>
    public JsonElement? Transfer { get; init; }

    public bool IsVerified() => MerkleProof.VerifyInclusion(LeafHash, Index, Size, Path, Root);
}
