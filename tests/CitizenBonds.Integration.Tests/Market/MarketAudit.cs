using CitizenBonds.Domain.Market;
using CitizenBonds.Testing.Worlds;
using Xunit;

namespace CitizenBonds.Integration.Tests.Market;

/// <summary>The market's books against each other, by the same checks as after a crash.</summary>
internal static class MarketAudit
{
    public static async Task AssertWholeAsync(PortalWorld world, CancellationToken cancellationToken) =>
        Assert.Empty(await MarketChecks.FindFaultsAsync(
            world.ConnectionString, OrderRules.Default, SessionSchedule.Default, cancellationToken));
}
