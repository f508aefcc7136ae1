using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Web.Pages.Methodology;

internal static class LedgerEntries
{
    public static IReadOnlyList<MethodologyEntry> All { get; } =
    [
        new("tree", "leaf = SHA-256(0x00 ‖ bytes);  node = SHA-256(0x01 ‖ left ‖ right)", TreeExample),
        new("terms-hash", "hash = SHA-256(canonical JSON of the terms)", TermsExample),
    ];

    private static object[] TreeExample() =>
        [MerkleTree.Root([MerkleTree.LeafHash("a"u8), MerkleTree.LeafHash("b"u8)]).ToString()];

    private static object[] TermsExample() =>
        ["{ \"b\": 1, \"a\": 2 }", TermsHash.Of("{ \"b\": 1, \"a\": 2 }").ToString()];
}
