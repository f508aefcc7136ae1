using System.Numerics;
using CitizenBonds.Chain.Abi;
using CitizenBonds.Chain.Contracts;
using CitizenBonds.Testing.Chain;
using Xunit;

namespace CitizenBonds.Integration.Tests.Chain;

public sealed class EncodingTests
{
    // The hash of nothing and of "abc" as published with the algorithm (Keccak, not SHA3).
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    public void Keccak_PublishedMessages_GiveThePublishedHashes(string message, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Keccak256.Hash(System.Text.Encoding.ASCII.GetBytes(message))));

    [Theory]
    [InlineData("BondToken")]
    [InlineData("BondRegistry")]
    [InlineData("Delivery")]
    [InlineData("LedgerAnchor")]
    public void Selectors_EveryFunction_AreTheCompilersOwn(string contract)
    {
        Assert.SkipUnless(Directory.Exists(AnvilNode.Artifacts), "Needs the compiled contracts.");
        var artifact = ContractArtifact.Load(AnvilNode.Artifacts, contract);

        Assert.Equal(
            artifact.Selectors.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (pair.Key, pair.Value)),
            artifact.ComputedSelectors.OrderBy(pair => pair.Signature, StringComparer.Ordinal));
    }

    // The example everybody knows: two contracts created by one account of the main chain.
    [Theory]
    [InlineData(0, "0xcd234a471b72ba2f1ccf0a70fcaba648a5eecd8d")]
    [InlineData(1, "0x343c43a37d37dff08ae8c4a11544c718abb4fcf8")]
    public void ContractAddress_KnownAccount_IsTheKnownContract(long nonce, string expected) =>
        Assert.Equal(expected, ContractAddress.Of("0x6ac7ea33f8831ea9dcc53393aaa88b25a785dbf0", nonce));

    // The third example of the ABI specification: f(uint256,uint32[],bytes10,bytes) with (0x123, [0x456, 0x789],
    // "1234567890", "Hello, world!").
    [Fact]
    public void Encode_ExampleOfTheSpecification_IsTheSpecificationsBytes()
    {
        AbiType[] types = [new("uint256", []), new("uint32[]", []), new("bytes10", []), new("bytes", [])];
        object[] values =
        [
            new BigInteger(0x123), new object[] { new BigInteger(0x456), new BigInteger(0x789) },
            "1234567890"u8.ToArray(), "Hello, world!"u8.ToArray(),
        ];
        string[] words =
        [
            "0000000000000000000000000000000000000000000000000000000000000123",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "3132333435363738393000000000000000000000000000000000000000000000",
            "00000000000000000000000000000000000000000000000000000000000000e0",
            "0000000000000000000000000000000000000000000000000000000000000002",
            "0000000000000000000000000000000000000000000000000000000000000456",
            "0000000000000000000000000000000000000000000000000000000000000789",
            "000000000000000000000000000000000000000000000000000000000000000d",
            "48656c6c6f2c20776f726c642100000000000000000000000000000000000000",
        ];

        var encoded = AbiCodec.Encode(types, values);

        Assert.Equal(string.Concat(words), Convert.ToHexStringLower(encoded));
        Assert.Equivalent(values, AbiCodec.Decode(types, encoded));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(63)]
    public void Decode_AnswerTooShort_IsNamedSo(int bytes) =>
        Assert.Throws<FormatException>(
            () => AbiCodec.Decode([new("uint256", []), new("uint256", [])], new byte[bytes]));
}
