using CitizenBonds.Domain.Ledger;

namespace CitizenBonds.Domain.Tests.Ledger;

/// <summary>Roots over the eight leaves of the reference tests of Certificate Transparency (RFC 6962).</summary>
public sealed class MerkleTreeTests
{
    private static readonly string[] Leaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Root_ReferenceLeaves_MatchesEveryPublishedRoot()
    {
        for (var size = 0; size < Roots.Length; size++)
            Assert.Equal(Roots[size], MerkleTree.Root(ReferenceHashes().Take(size)).ToString());
    }

    [Fact]
    public void Frontier_StoredAndContinuedAfterEachLeaf_GivesTheSameRoots()
    {
        var stored = new MerkleFrontier().ToBytes();
        var hashes = ReferenceHashes();
        for (var size = 1; size < Roots.Length; size++)
        {
            var frontier = MerkleFrontier.FromBytes(stored);
            frontier.Append(hashes[size - 1]);
            Assert.Equal(Roots[size], frontier.Root().ToString());
            stored = frontier.ToBytes();
        }
    }

    [Fact]
    public void Frontier_BytesOfWrongLength_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleFrontier.FromBytes(new byte[7]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleFrontier.FromBytes(new byte[8 + 31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleFrontier.FromBytes(new byte[8 + 32]));
    }

    [Fact]
    public void Append_CompletedSubtrees_AreTheRootsOfTheirRanges()
    {
        var hashes = MerkleProofTests.Hashes(21);
        var frontier = new MerkleFrontier();
        var told = 0;
        foreach (var hash in hashes)
        {
            frontier.Append(hash, (level, index, root) =>
            {
                told++;
                Assert.Equal(MerkleTree.Root(hashes.Skip((int)index << level).Take(1 << level)), root);
            });
        }
        Assert.Equal(21 + 10 + 5 + 2 + 1, told); // Complete subtrees of 1, 2, 4, 8 and 16 leaves among 21.
    }

    private static List<Hash256> ReferenceHashes() =>
        [.. Leaves.Select(leaf => MerkleTree.LeafHash(Convert.FromHexString(leaf)))];
}
