using CitizenBonds.Testing.Chain;
using CitizenBonds.Testing.Postgres;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Chain;

/// <summary>A tenth of what infra/prove.sh chain proves with ten thousand wallets.</summary>
public sealed class CouponProofTests(PortalDatabases postgres)
{
    private const int Holders = 1_000;
    private const int Years = 10; // Twenty coupons.
    private const int FaultsPercent = 1;
    private const int TransfersPerCoupon = 4;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwentyCoupons_ThousandWallets_EveryFaultInBetween_EndsWithLedgerAndChainEqual()
    {
        Assert.SkipUnless(
            AnvilNode.Program is not null && Directory.Exists(AnvilNode.Artifacts),
            "Needs anvil and the compiled contracts, as infra/test.sh prepares them.");
        var portal = await PortalWorld.CreateAsync(postgres, Token);
        await using var world = await ChainWorld.CreateAsync(
            portal, new(Holders, 2L * Holders, Years, FaultsPercent, MinesItself: false), Token);
        var paid = 0;

        var faults = await new CouponProof(world, Holders, Years, TransfersPerCoupon)
            .RunAsync(coupon => paid = coupon, Token);

        Assert.Empty(faults);
        Assert.Equal(2 * Years, paid);
    }
}
