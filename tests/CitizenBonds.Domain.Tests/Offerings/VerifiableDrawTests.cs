using System.Globalization;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Offerings;
using FsCheck;
using FsCheck.Fluent;

namespace CitizenBonds.Domain.Tests.Offerings;

public sealed class VerifiableDrawTests
{
    [Fact]
    public void Ticket_SeedOfZeros_IsSha256OfSeedAndId() => // (head -c32 /dev/zero; printf 1) | sha256sum
        Assert.Equal(
            "4e77cf06eac5cff3fad8d5e81138dd93eb1be514cd3abbd9e378efa909a7873b",
            VerifiableDraw.Ticket(new byte[32], "1").ToString());

    [Fact]
    public void Order_SeedOfZeros_IsLowestTicketFirst() =>
        Assert.Equal(["3", "1", "2"], VerifiableDraw.Order(new byte[32], ["1", "2", "3"]));

    [Fact]
    public void Order_AnySeed_IsAPermutationThatDoesNotDependOnTheOrderGiven() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte[] Seed, int[] Ids)>(),
            any =>
            {
                var ids = any.Ids.Distinct().Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
                var drawn = VerifiableDraw.Order(any.Seed, ids);
                Assert.Equal(ids.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
                Assert.Equal(drawn, VerifiableDraw.Order(any.Seed, [.. ids.AsEnumerable().Reverse()]));
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_ManySeeds_PutsEachApplicationFirstAboutEquallyOften()
    {
        // 6,000 draws among three: 2,000 each, standard deviation sqrt(6000 · 1/3 · 2/3) = 36.5; five of them allowed.
        var firsts = Enumerable.Range(0, 6_000)
            .CountBy(seed => VerifiableDraw.Order(BitConverter.GetBytes(seed), ["a", "b", "c"])[0]).ToList();
        Assert.Equal(3, firsts.Count);
        Assert.All(firsts, first => Assert.InRange(first.Value, 2_000 - 183, 2_000 + 183));
    }

    [Fact]
    public void IsCommitted_AnotherSeed_IsFalse()
    {
        var commitment = VerifiableDraw.CommitmentTo("secret"u8);
        Assert.Equal(Hash256.Of("secret"u8), commitment);
        Assert.True(VerifiableDraw.IsCommitted("secret"u8, commitment));
        Assert.False(VerifiableDraw.IsCommitted("Secret"u8, commitment));
    }
}
