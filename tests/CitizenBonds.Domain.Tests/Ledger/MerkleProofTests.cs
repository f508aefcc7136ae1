using System.Buffers.Binary;
using CitizenBonds.Domain.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Ledger;

public sealed class MerkleProofTests
{
    private const int SizeMax = 40;

    [Fact]
    public void Inclusion_EveryIndexOfEverySize_VerifiesAndNothingElseDoes()
    {
        for (var size = 1; size <= SizeMax; size++)
        {
            var hashes = Hashes(size);
            var root = MerkleTree.Root(hashes);
            for (var index = 0; index < size; index++)
            {
                var path = MerkleProof.Inclusion(index, hashes);
                Assert.True(MerkleProof.VerifyInclusion(hashes[index], index, size, path, root));
                Assert.False(MerkleProof.VerifyInclusion(Other, index, size, path, root));
                Assert.False(MerkleProof.VerifyInclusion(hashes[index], index, size, path, Other));
                Assert.False(MerkleProof.VerifyInclusion(hashes[index], index, size, [.. path, Other], root));
                if (size == 1) continue;
                Assert.False(MerkleProof.VerifyInclusion(hashes[index], index, size, [.. path.Skip(1)], root));
            }
        }
    }

    [Fact]
    public void Consistency_EveryPairOfSizes_VerifiesAndNothingElseDoes()
    {
        var hashes = Hashes(SizeMax);
        for (var newSize = 1; newSize <= SizeMax; newSize++)
        {
            var newRoot = MerkleTree.Root(hashes.Take(newSize));
            for (var oldSize = 1; oldSize <= newSize; oldSize++)
            {
                var oldRoot = MerkleTree.Root(hashes.Take(oldSize));
                var path = MerkleProof.Consistency(oldSize, hashes.Take(newSize).ToList());
                Assert.True(MerkleProof.VerifyConsistency(oldSize, oldRoot, newSize, newRoot, path));
                Assert.False(MerkleProof.VerifyConsistency(oldSize, Other, newSize, newRoot, path));
                Assert.False(MerkleProof.VerifyConsistency(oldSize, oldRoot, newSize, Other, path));
                Assert.False(MerkleProof.VerifyConsistency(oldSize, oldRoot, newSize, newRoot, [.. path, Other]));
            }
        }
    }

    [Fact]
    public void VerifyInclusion_OneBitOfThePathFlipped_Fails() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(PositiveInt Size, NonNegativeInt Index, NonNegativeInt Step, NonNegativeInt Bit)>(),
            any =>
            {
                var size = 2 + (any.Size.Get % 200);
                var index = any.Index.Get % size;
                var hashes = Hashes(size);
                var path = MerkleProof.Inclusion(index, hashes).ToList();
                var step = any.Step.Get % path.Count;
                var bytes = path[step].ToBytes();
                bytes[any.Bit.Get / 8 % 32] ^= (byte)(1 << (any.Bit.Get % 8));
                path[step] = Hash256.FromBytes(bytes);
                return !MerkleProof.VerifyInclusion(hashes[index], index, size, path, MerkleTree.Root(hashes));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Verify_NumbersThatMakeNoSense_AnswerFalse()
    {
        Assert.False(MerkleProof.VerifyInclusion(Other, -1, 1, [], Other));
        Assert.False(MerkleProof.VerifyInclusion(Other, 1, 1, [], Other));
        Assert.False(MerkleProof.VerifyInclusion(Other, 0, long.MaxValue, [], Other));
        Assert.False(MerkleProof.VerifyConsistency(-1, Other, 1, Other, []));
        Assert.False(MerkleProof.VerifyConsistency(2, Other, 1, Other, []));
        Assert.False(MerkleProof.VerifyConsistency(1, Other, long.MaxValue, Other, []));
        Assert.True(MerkleProof.VerifyConsistency(0, MerkleTree.EmptyRoot, 5, Other, []));
        Assert.False(MerkleProof.VerifyConsistency(0, Other, 5, Other, []));
    }

    internal static List<Hash256> Hashes(int count)
    {
        var hashes = new List<Hash256>(count);
        var leaf = new byte[4];
        for (var index = 0; index < count; index++)
        {
            BinaryPrimitives.WriteInt32BigEndian(leaf, index);
            hashes.Add(MerkleTree.LeafHash(leaf));
        }
        return hashes;
    }

    private static Hash256 Other { get; } = Hash256.Of("another"u8);
}
